/** People as a file. */
export const peopleFile = {};
