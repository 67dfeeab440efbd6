/** People and their licenses as a CSV file, out and in (T3, L6). */
export const peopleFile = {};
