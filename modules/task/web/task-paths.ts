/** Addresses of the module's pages. */
export const taskPaths = {
  tasks: (query = ''): string => `/tasks${query}`,
  task: (taskId: string): string => `/tasks/${taskId}`,
  decompose: (): string => '/decompose',
  rounds: (): string => '/rounds',
  round: (roundId: string): string => `/rounds/${roundId}`,
  debts: (): string => '/my-debts',
  report: (roundId: string, assignmentId: string): string => `/rounds/${roundId}/debts/${assignmentId}`,
  review: (): string => '/review',
  burden: (): string => '/burden',
};
