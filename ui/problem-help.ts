import { createContext, type ReactNode } from 'react';

/** What can be done about a refusal, by its code: the composition knows, e.g. the way to the sign-in page. Null = nothing beyond its text. */
export const ProblemHelp = createContext<(code: string) => ReactNode>(() => null);
