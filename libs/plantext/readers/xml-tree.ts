/** XML as the host hands it over: a tree with prefixed names. DTDs and entities were refused by the host. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}
export type XmlNode = XmlElement | string;

export const childrenNamed = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);

export const childNamed = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name);

/** The `w:val` attribute of an element. */
export const valOf = (element: XmlElement | undefined): string | undefined => element?.attributes['w:val'];

/** An on/off property (17.17.4): present without value means on. */
export const isOn = (element: XmlElement | undefined): boolean => element !== undefined && !['0', 'false', 'off', 'none'].includes(valOf(element) ?? 'true');
