/** My tickets at the support desk (O3). */
export const support = {};
