import { type Problem, type ProblemField, problemSchema } from '#kernel/problem.ts';

/** A refusal or failure of a call, ready for the screen: `message` is the server's `detail`, shown as it is. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }

  get fields(): readonly ProblemField[] {
    return this.problem.fields ?? [];
  }
}

const localProblem = (code: string, title: string, detail: string, status = 0): ProblemError =>
  new ProblemError({ type: 'about:blank', code, title, detail, status, requestId: '' });

/** The server did not answer; for a write this means "unknown", not "failed". */
export const noAnswer = (): ProblemError =>
  localProblem('client.no_answer', '没有收到服务器的答复', '无法连接服务器。请检查网络后重试；如刚才在保存，请先到列表中确认是否已保存。');

/** The server answered with something the contract does not know. */
export const unreadableAnswer = (status: number): ProblemError =>
  localProblem('client.unreadable_answer', '无法读懂服务器的答复', '服务器的答复与本页面的版本不一致。请刷新页面后重试。', status);

/** Reads an error reply; anything that is not problem+json becomes `client.unreadable_answer`. */
export const readProblem = async (response: Response): Promise<ProblemError> => {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = problemSchema.safeParse(body);
  return parsed.success ? new ProblemError(parsed.data) : unreadableAnswer(response.status);
};

/** Any thrown value as a problem, so that one notice can show all of them. */
export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError ? error : localProblem('client.failure', '页面出错', `页面运行出错：${error instanceof Error ? error.message : String(error)}。请刷新页面后重试。`);
