import { expect, test } from 'vitest';
import { asProblem, ProblemError, readProblem } from './problem-error.ts';

const reply = (body: unknown, status: number) => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
const problem = { type: 'about:blank', code: 'file.too_large', title: '文件太大', detail: '文件超过上限，请拆分后导入。', status: 413, requestId: 'r-7' };

test('服务器的说明原样成为错误文字', async () => {
  const error = await readProblem(reply(problem, 413));
  expect(error).toBeInstanceOf(ProblemError);
  expect([error.code, error.message, error.problem.requestId]).toEqual(['file.too_large', problem.detail, 'r-7']);
});

test('不是 problem+json 的答复（例如代理的错误页）也有可读的说明', async () => {
  for (const body of ['<html>502 Bad Gateway</html>', { error: 'x' }, '']) {
    const error = await readProblem(reply(body, 502));
    expect(error.code).toBe('client.unreadable_answer');
    expect(error.message).toContain('请刷新页面');
  }
});

test('任何抛出的东西都能显示在同一处', () => {
  const known = new ProblemError(problem);
  expect(asProblem(known)).toBe(known);
  expect(asProblem(new Error('boom')).message).toContain('boom');
  expect(asProblem('文字').code).toBe('client.failure');
});
