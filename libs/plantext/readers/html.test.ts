import { describe, expect, test } from 'vitest';
import { type HtmlElement, type HtmlNode, htmlToText } from './html.ts';

const el = (name: string, attributes: Readonly<Record<string, string>> = {}, ...children: HtmlNode[]): HtmlElement => ({ name, attributes, children });
const p = (text: string) => el('p', {}, text);
const page = (...children: HtmlNode[]) => el('root', {}, el('html', {}, el('head', {}), el('body', {}, ...children)));
const article = ['一、总体要求', '（一）指导思想。坚持稳中求进，加快转型升级，建设宜居县城。', '（二）发展目标。到2030年，地区生产总值达到500亿元。'];
const read = (root: HtmlElement) => htmlToText(root).text;

describe('网页正文', () => {
  test('块级元素各成一段，行内元素不断句，换行标签分行', () => {
    expect(read(page(el('p', {}, el('span', {}, '建成'), '\n  ', el('b', {}, '一座'), '水库。', el('br'), '附注')))).toBe('建成 一座水库。\n附注\n');
  });

  test('脚本、样式、导航、页脚、隐藏内容都不是正文', () => {
    const root = page(
      el('nav', {}, el('a', {}, '网站首页导航')),
      el('script', {}, 'var a = "中文脚本";'),
      el('div', {}, ...article.map(p), el('div', { style: 'display: none' }, '隐藏提示')),
      el('footer', {}, '主办单位：某某县人民政府办公室'),
    );
    expect(read(root)).toBe(`${article.join('\n')}\n`);
  });

  test('正文之外的链接列表不读；标题在正文之外时补上', () => {
    const links = el('div', { class: 'list' }, ...['要闻动态一览', '通知公告一览', '政策解读一览', '网上办事一览'].map((text) => el('a', { href: '#' }, text)));
    const root = page(links, el('h1', {}, '某某县水利发展方案'), el('div', { id: 'zoom' }, ...article.map(p)));
    expect(read(root)).toBe(`某某县水利发展方案\n${article.join('\n')}\n`);
  });

  test('数据表格一行一行读，合并单元格补全；排版表格打开读', () => {
    const td = (text: string, attributes: Readonly<Record<string, string>> = {}) => el('td', attributes, text);
    const data = el('table', {}, el('tbody', {}, el('tr', {}, td('类别', { rowspan: '2' }), td('指标'), td('目标')), el('tr', {}, td('粮食产量'), td('50万吨'))));
    expect(read(page(data))).toBe('类别\t指标\t目标\n类别\t粮食产量\t50万吨\n');
    const layout = el('table', {}, el('tbody', {}, el('tr', {}, el('td', {}, ...article.map(p)))));
    expect(read(page(layout))).toBe(`${article.join('\n')}\n`);
  });

  test('单格表格里的专栏成为一行', () => {
    const box = el('table', {}, el('tbody', {}, el('tr', {}, el('td', {}, p('专栏1 水利工程'), p('水库。新建水库2座。')))));
    expect(read(page(...article.map(p), box))).toBe(`${article.join('\n')}\n专栏1 水利工程 水库。新建水库2座。\n`);
  });
});
