import { describe, expect, test } from 'vitest';
import { asksForProgress, findInCode, hasNestedRepeat, isNestedRepeat, namesTypedProgress, readsClockOrChance, readsEnvironment } from './find-in-code.ts';
import { code, sources, testCode } from './sources.ts';

const product = () => sources(code, testCode).filter(({ path }) => /^(app|kernel|libs|ui|modules|db)\//.test(path));
const inCode = (look: Parameters<typeof findInCode>[1], allowed: RegExp) =>
  product()
    .filter(({ path }) => !allowed.test(path))
    .flatMap((source) => findInCode(source, look))
    .map((hit) => `${hit.path}:${hit.line} ${hit.what}`);
const planted = (text: string) => ({ path: 'planted.ts', text });

describe('代码习惯', () => {
  test('每个源文件不超过 500 行（词典数据包除外）', () => {
    const long = sources(/\.(ts|tsx|mjs|cjs|css)$/, /(^|\/)(packs|gold)\//)
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 500);
    expect(long).toEqual([]);
  });

  test('文件名用 kebab-case', () => {
    const odd = sources(code, /^(examples|docs)\//).map(({ path }) => path.split('/').at(-1) ?? '');
    expect(odd.filter((name) => !/^\.?[a-z0-9]+([-.][a-z0-9]+){0,12}$/.test(name))).toEqual([]);
  });

  test('环境变量只在配置里读', () => {
    expect(inCode(readsEnvironment, /^kernel\/server\/config(-[a-z-]+)?\.ts$/)).toEqual([]);
    expect(findInCode(planted('const a = process.env.HOME; // process.env'), readsEnvironment)).toHaveLength(1);
  });

  test('时钟与随机数只在 clock、ids 里取', () => {
    expect(inCode(readsClockOrChance, /^kernel\/(ids|server\/(clock|new-id)|web\/(call|new-id))\.ts$/)).toEqual([]);
    expect(findInCode(planted('const d = new Date(); const e = new Date(0); Math.random()'), readsClockOrChance)).toHaveLength(2);
  });

  test('没有让人填写完成百分比的字段', () => {
    expect(inCode(namesTypedProgress, /^(app|kernel|libs|ui)\//)).toEqual([]); // there a progress is a callback that reports steps
    const columns = sources(/^db\/.*\.sql$/).filter(({ text }) => /\b(progress|percent_(done|complete)|completion_(rate|percent))\b/i.test(text));
    expect(columns.map(({ path }) => path)).toEqual([]);
    expect(findInCode(planted('const body = { percentDone: 30 }'), namesTypedProgress)).toHaveLength(1);
    const forms = sources(/^modules\/[a-z]+\/(contract|web)\/.*\.tsx?$/, testCode).flatMap((source) => findInCode(source, asksForProgress));
    expect(forms.map(({ path, line, what }) => `${path}:${line} ${what}`)).toEqual([]);
    for (const label of ['完成百分比', '进度（%）', '完成率', '进度'])
      expect(findInCode(planted(`const label = '${label}';`), asksForProgress)).toHaveLength(label === '进度' ? 0 : 1);
  });

  test('正则表达式不嵌套重复（防止指数级回溯）', () => {
    expect(
      sources(code)
        .flatMap((source) => findInCode(source, isNestedRepeat))
        .map((hit) => `${hit.path}:${hit.line} ${hit.what}`),
    ).toEqual([]);
    for (const bad of ['(a+)+', '^(\\d+,?)+$', '((a*)b?)*', '([一-龥]+\\s*)+：']) expect(hasNestedRepeat(bad), bad).toBe(true);
    for (const good of ['a+b+', '(ab)+', '[(+)]+', '(a{1,3})+', '\\(a+\\)+']) expect(hasNestedRepeat(good), good).toBe(false);
  });

  test('没有 export *，没有待办，抑制检查要写理由', () => {
    const bad = sources(code, /^tests\/arch\//).flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const star = /^\s*export \*/.test(line);
        const todo = /\b(TODO|FIXME|XXX)\b/.test(line) && !/#\d+/.test(line);
        const mute = /@ts-(ignore|nocheck)|eslint-disable|@ts-expect-error\s*$/.test(line) || /biome-ignore [^:]+:\s*$/.test(line);
        return star || todo || mute ? [`${path}:${index + 1} ${line.trim()}`] : [];
      }),
    );
    expect(bad).toEqual([]);
  });

  test('按钮办理中用 BusyButton：antd 的 loading 图标会留在按钮的名称里', () => {
    const bad = sources(/\.tsx$/).filter(({ text }) => /<Button\b[^>]*\bloading=/.test(text));
    expect(bad.map(({ path }) => path)).toEqual([]);
  });

  test('命令行之外不向标准输出打印', () => {
    const bad = product().filter(({ path, text }) => !/^(app|bin)\//.test(path) && /\bconsole\.(log|info|debug)\(/.test(text));
    expect(bad.map(({ path }) => path)).toEqual([]);
  });
});
