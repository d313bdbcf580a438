/** Which title wins. Names in the file beside the sessions are newer than those inside, and rank above them. */
export const titleRank = { named: 60, prompt: 30, goal: 20, answer: 10 } as const;
