import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../run-step.ts';

/** Source files under a folder, without tests. */
export const filesUnder = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/\.(test|prop\.test|db\.test)\.ts$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();

const texts = new Map<string, string>();
/** Text of a file of the tree, read once. */
export function read(file: string): string {
  const text = texts.get(file) ?? readFileSync(join(root, file), 'utf8');
  texts.set(file, text);
  return text;
}

/** A call in a source, with what is called as it is written: `decide`, `context.refuse.unless`. */
export interface CallSite {
  readonly callee: string;
  readonly args: readonly string[];
  readonly from: number;
  readonly to: number;
}

const parsed = (file: string, text: string): ts.SourceFile => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => visit(child, see));
}

/** Every call of a source, in text order. */
export function callsIn(file: string, text: string): readonly CallSite[] {
  const found: CallSite[] = [];
  visit(parsed(file, text), (node) => {
    if (!ts.isCallExpression(node)) return;
    found.push({ callee: node.expression.getText(), args: node.arguments.map((argument) => argument.getText()), from: node.getStart(), to: node.end });
  });
  return found.sort((a, b) => a.from - b.from);
}

/** Conditions of `if` statements that end in a refusal, with the text of what follows. */
export function refusingConditionsIn(file: string, text: string): readonly { readonly from: number; readonly to: number; readonly follows: string }[] {
  const found: { from: number; to: number; follows: string }[] = [];
  visit(parsed(file, text), (node) => {
    if (ts.isIfStatement(node)) found.push({ from: node.expression.getStart(), to: node.expression.end, follows: node.thenStatement.getText() });
  });
  return found.filter(({ follows }) => /^(\{\s*)?(return |throw )?(\w+\.)?(refuse\(|\w*[rR]efusals\.)/.test(follows));
}
