/**
 * Word document → text: paragraphs with their automatic numbers, tables as rows, one-cell tables and text boxes as
 * one line each (box candidates), tracked changes read as accepted, hidden text dropped.
 */
import { LabelRenderer, type NumberedParagraph, readNumbering } from './docx-numbering.ts';
import { type ReadText, type ReadWarning, TextBuilder, rowLine, trimBlanks } from './read-text.ts';
import { type GridCell, fillGrid } from './table-grid.ts';
import { type XmlElement, childNamed, childrenNamed, isOn, valOf } from './xml-tree.ts';

export interface DocxParts {
  readonly document: XmlElement;
  readonly numbering?: XmlElement | undefined;
  readonly styles?: XmlElement | undefined;
}

interface StyleNumbering {
  readonly basedOn: string | undefined;
  readonly numId: string | undefined;
  readonly level: string | undefined;
}

const readStyles = (root: XmlElement | undefined): Map<string, StyleNumbering> => {
  const styles = new Map<string, StyleNumbering>();
  for (const style of root === undefined ? [] : childrenNamed(root, 'w:style')) {
    const numPr = childNamed(childNamed(style, 'w:pPr'), 'w:numPr');
    styles.set(style.attributes['w:styleId'] ?? '', {
      basedOn: valOf(childNamed(style, 'w:basedOn')),
      numId: valOf(childNamed(numPr, 'w:numId')),
      level: valOf(childNamed(numPr, 'w:ilvl')),
    });
  }
  return styles;
};

/** Inline containers whose content belongs to the paragraph as it stands. */
const transparent = new Set(['w:hyperlink', 'w:ins', 'w:moveTo', 'w:smartTag', 'w:sdt', 'w:sdtContent', 'w:fldSimple', 'w:customXml', 'w:bdo', 'w:dir', 'w:ruby', 'w:rubyBase']);
const deleted = new Set(['w:del', 'w:moveFrom']);
const marks: Readonly<Record<string, string>> = { 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-', 'w:softHyphen': '', 'w:ptab': '\t' };

class DocxReader {
  readonly #out = new TextBuilder();
  readonly #labels: LabelRenderer;
  readonly #styles: ReadonlyMap<string, StyleNumbering>;
  #changes = 0;
  #hidden = 0;
  #pictures = 0;
  #carry = '';
  #boxes: string[] = [];

  constructor(parts: DocxParts) {
    this.#labels = new LabelRenderer(readNumbering(parts.numbering));
    this.#styles = readStyles(parts.styles);
  }

  read(document: XmlElement): ReadText {
    const body = childNamed(document, 'w:body');
    if (body !== undefined) this.#blocks(body, 'body');
    return this.#out.build(this.#warnings());
  }

  #warnings(): ReadWarning[] {
    const list: ReadWarning[] = [];
    const unknown = [...this.#labels.unknownFormats];
    if (this.#changes > 0) list.push({ code: 'tracked_changes', message: `文件含 ${this.#changes} 处修订标记，按已接受处理；请确认后使用定稿`, count: this.#changes });
    if (this.#hidden > 0) list.push({ code: 'hidden_text_dropped', message: `略去 ${this.#hidden} 处隐藏文字`, count: this.#hidden });
    if (this.#pictures > 0) list.push({ code: 'pictures_ignored', message: `文件含 ${this.#pictures} 幅图片，图片中的文字未读取`, count: this.#pictures });
    if (unknown.length > 0) list.push({ code: 'unknown_numbering', message: `自动编号格式 ${unknown.join('、')} 未能识别，按阿拉伯数字处理`, count: unknown.length });
    return list;
  }

  #blocks(parent: XmlElement, at: string): void {
    let paragraphs = 0;
    let tables = 0;
    for (const child of parent.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'w:p') {
        paragraphs += 1;
        this.#paragraphLine(child, `${at}/p[${paragraphs}]`);
      } else if (child.name === 'w:tbl') {
        tables += 1;
        this.#table(child, `${at}/table[${tables}]`);
      } else if (child.name === 'w:sdt') {
        const content = childNamed(child, 'w:sdtContent');
        if (content !== undefined) this.#blocks(content, `${at}/sdt`);
      }
    }
  }

  #paragraphLine(paragraph: XmlElement, at: string): void {
    const text = this.#paragraph(paragraph);
    if (text === undefined) return;
    const lines = text.body.split('\n');
    lines.forEach((line, index) => {
      const clean = trimBlanks(line);
      if (index === 0) this.#out.line(clean === '' ? '' : text.label + clean, at, text.label.length);
      else this.#out.line(clean, at);
    });
    for (const box of this.#boxes.splice(0)) this.#out.line(box, `${at}/textbox`);
  }

  /** Text and label of a paragraph; undefined when its mark was deleted and it runs on into the next one. */
  #paragraph(paragraph: XmlElement): { label: string; body: string } | undefined {
    const properties = childNamed(paragraph, 'w:pPr');
    const markProperties = childNamed(properties, 'w:rPr');
    const text = this.#carry + this.#inline(paragraph);
    this.#carry = '';
    if (childNamed(markProperties, 'w:ins') !== undefined) this.#changes += 1;
    if (childNamed(markProperties, 'w:del') !== undefined) {
      this.#changes += 1;
      this.#carry = text;
      return undefined;
    }
    const numbered = this.#numberingOf(properties);
    return { label: numbered === undefined ? '' : trimBlanks(this.#labels.next(numbered)), body: text };
  }

  #numberingOf(properties: XmlElement | undefined): NumberedParagraph | undefined {
    const numPr = childNamed(properties, 'w:numPr');
    let numId = valOf(childNamed(numPr, 'w:numId'));
    let level = valOf(childNamed(numPr, 'w:ilvl'));
    let styleId = valOf(childNamed(properties, 'w:pStyle'));
    for (let depth = 0; depth < 12 && styleId !== undefined && (numId === undefined || level === undefined); depth += 1) {
      const style = this.#styles.get(styleId);
      numId ??= style?.numId;
      level ??= style?.level;
      styleId = style?.basedOn;
    }
    return numId === undefined || numId === '0' ? undefined : { numId, level: Number.parseInt(level ?? '0', 10) || 0 };
  }

  #inline(parent: XmlElement): string {
    let out = '';
    for (const child of parent.children) {
      if (typeof child === 'string') continue;
      if (deleted.has(child.name)) this.#changes += 1;
      else if (child.name === 'w:r') out += this.#run(child);
      else if (transparent.has(child.name)) {
        if (child.name === 'w:ins' || child.name === 'w:moveTo') this.#changes += 1;
        out += this.#inline(child);
      }
    }
    return out;
  }

  #run(run: XmlElement): string {
    const isHidden = isOn(childNamed(childNamed(run, 'w:rPr'), 'w:vanish'));
    let out = '';
    for (const child of run.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'w:t') out += child.children.filter((part) => typeof part === 'string').join('');
      else if (child.name === 'w:sym') out += this.#symbol(child);
      else if (child.name === 'w:ruby') out += this.#inline(child);
      else if (['w:drawing', 'w:pict', 'mc:AlternateContent', 'w:object'].includes(child.name)) this.#drawing(child);
      else if (!(child.name === 'w:br' && child.attributes['w:type'] === 'page')) out += marks[child.name] ?? '';
    }
    if (!isHidden) return out;
    if (out !== '') this.#hidden += 1;
    return '';
  }

  #symbol(symbol: XmlElement): string {
    const code = Number.parseInt(symbol.attributes['w:char'] ?? '', 16);
    return Number.isFinite(code) && code >= 0x20 && code < 0xe000 ? String.fromCharCode(code) : '';
  }

  /** Text boxes hide in drawings; Word writes each twice (choice and fallback), so only the choice is read. */
  #drawing(element: XmlElement): void {
    const source = element.name === 'mc:AlternateContent' ? (childNamed(element, 'mc:Choice') ?? element) : element;
    const contents = descendantsNamed(source, 'w:txbxContent');
    if (contents.length === 0) this.#pictures += 1;
    for (const content of contents) {
      const line = this.#cellText(content);
      if (line !== '') this.#boxes.push(line);
    }
  }

  #table(table: XmlElement, at: string): void {
    const rows = childrenNamed(table, 'w:tr').filter((row) => childNamed(childNamed(row, 'w:trPr'), 'w:del') === undefined);
    const grid = rows.map((row) => this.#row(row));
    fillVertical(grid);
    const lines = fillGrid(grid.map((cells) => cells.map(({ text, columns }): GridCell => ({ text, columns, rows: 1 }))));
    lines.forEach((cells, index) => {
      this.#out.line(rowLine(cells), `${at}/row[${index + 1}]`);
    });
  }

  #row(row: XmlElement): TableCell[] {
    const cells = row.children.flatMap((child) =>
      typeof child === 'string' ? [] : child.name === 'w:tc' ? [child] : child.name === 'w:sdt' ? childrenNamed(childNamed(child, 'w:sdtContent') ?? child, 'w:tc') : [],
    );
    return cells.map((cell) => {
      const properties = childNamed(cell, 'w:tcPr');
      const merge = childNamed(properties, 'w:vMerge');
      const columns = Number.parseInt(valOf(childNamed(properties, 'w:gridSpan')) ?? '1', 10);
      return { text: this.#cellText(cell), columns: Math.min(Math.max(columns || 1, 1), 200), continues: merge !== undefined && valOf(merge) !== 'restart' };
    });
  }

  /** The paragraphs of a cell or text box on one line, nested tables included. */
  #cellText(cell: XmlElement): string {
    const lines: string[] = [];
    for (const child of cell.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'w:p') {
        const paragraph = this.#paragraph(child);
        const body = trimBlanks((paragraph?.body ?? '').replace(/\n/g, ' '));
        if (body !== '') lines.push((paragraph?.label ?? '') + body);
      } else if (child.name === 'w:tbl')
        for (const row of childrenNamed(child, 'w:tr'))
          lines.push(
            this.#row(row)
              .map(({ text }) => text)
              .join(' '),
          );
      else if (child.name === 'w:sdt') lines.push(this.#cellText(childNamed(child, 'w:sdtContent') ?? child));
    }
    return lines.filter((line) => line !== '').join(' ');
  }
}

interface TableCell {
  text: string;
  readonly columns: number;
  readonly continues: boolean;
}

/** Vertically merged cells get the text of the cell above that starts the merge (17.4.84). */
const fillVertical = (rows: readonly (readonly TableCell[])[]): void => {
  const above = new Map<number, string>();
  for (const row of rows) {
    let column = 0;
    for (const cell of row) {
      if (cell.continues) cell.text = above.get(column) ?? cell.text;
      above.set(column, cell.text);
      column += cell.columns;
    }
  }
};

const descendantsNamed = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap((child) => (typeof child === 'string' ? [] : child.name === name ? [child] : descendantsNamed(child, name)));

/** Reads the parts of a .docx; the host has opened the container and parsed the XML under its limits. */
export const docxToText = (parts: DocxParts): ReadText => new DocxReader(parts).read(parts.document);
