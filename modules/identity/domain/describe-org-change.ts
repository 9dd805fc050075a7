/** A fact in words, for the history of a unit and for what a change would do. */
import { orgKindLabel } from '../contract/index.ts';
import type { OrgDetails, OrgFactBody, OrgVersion } from './org-fact.ts';

type NameOf = (orgId: string) => string;

const quoted = (names: readonly string[]): string => names.map((name) => `「${name}」`).join('、');

const fieldWords: { readonly [K in keyof OrgDetails]: (value: OrgDetails[K], nameOf: NameOf) => string } = {
  name: (value) => `名称为「${value}」`,
  shortName: (value) => (value === null ? '没有简称' : `简称「${value}」`),
  kind: (value) => `类别为${orgKindLabel[value]}`,
  parentId: (value, nameOf) => (value === null ? '为顶层单位' : `上级为「${nameOf(value)}」`),
  uscc: (value) => (value === null ? '没有统一社会信用代码' : `统一社会信用代码 ${value}`),
  divisionCode: (value) => (value === null ? '没有行政区划' : `行政区划 ${value}`),
  sort: (value) => `排序 ${value}`,
};

function detailWords(set: Partial<OrgDetails>, nameOf: NameOf): string {
  const words = (Object.keys(fieldWords) as (keyof OrgDetails)[]).flatMap((key) => {
    const value = set[key];
    return value === undefined ? [] : [(fieldWords[key] as (value: unknown, nameOf: NameOf) => string)(value, nameOf)];
  });
  return words.join('，');
}

export function describeOrgFact(body: OrgFactBody, nameOf: NameOf): string {
  switch (body.act) {
    case 'establish':
      return `设立「${body.details.name}」，${body.details.parentId === null ? '为顶层单位' : `隶属「${nameOf(body.details.parentId)}」`}`;
    case 'rename':
      return `更名：${detailWords(body.set, nameOf)}`;
    case 'move':
      return `调整隶属：${detailWords(body.set, nameOf)}`;
    case 'amend':
      return `变更登记：${detailWords(body.set, nameOf)}`;
    case 'merge':
      return `${quoted(body.orgIds.map(nameOf))}并入「${nameOf(body.into)}」`;
    case 'split':
      return `「${nameOf(body.orgId)}」分设出${quoted(body.parts.map(nameOf))}，原单位${body.ends ? '撤销' : '保留'}`;
    default:
      return `撤销「${nameOf(body.orgId)}」`;
  }
}

/** A version in one line, for a comparison before and after. */
export function describeOrgVersion(version: OrgVersion, nameOf: NameOf): string {
  const parent = version.parentId === null ? '顶层' : `隶属「${nameOf(version.parentId)}」`;
  const parts = [`「${version.name}」`, orgKindLabel[version.kind], parent];
  return [...parts, ...(version.shortName === null ? [] : [`简称「${version.shortName}」`]), ...(version.uscc === null ? [] : [version.uscc])].join('，');
}
