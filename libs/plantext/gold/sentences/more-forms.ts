/** Own test sentences: further forms of other genres. Notation as in goals.ts. */
export const MORE_FORMS = `
`;
