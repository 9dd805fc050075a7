/** .docx bytes → text. Container and XML are opened here under limits; what they mean is decided in libs/plantext. */
import { type ReadText, type XmlElement, docxToText } from '#libs/plantext/readers/index.ts';
import { type Archive, openArchive } from './open-archive.ts';
import { parseXml } from './parse-xml.ts';
import { type ReadLimits, ReadRefusal } from './read-refusal.ts';

const active = /(^|\/)(vbaProject\.bin|activeX\/|vbaData\.xml|oleObject[^/]*\.bin)/i;
/** Links that only lead away when a person follows them; everything else external would be fetched by the opener. */
const harmlessLinks = /\/(hyperlink|image)$/;

const part = async (archive: Archive, name: string): Promise<XmlElement | undefined> => {
  const bytes = await archive.read(name);
  return bytes === undefined ? undefined : parseXml(bytes);
};

/** External relationships of the document: hyperlinks are counted, anything that loads by itself is refused. */
const checkLinks = async (archive: Archive): Promise<number> => {
  let links = 0;
  for (const name of archive.names.filter((candidate) => /^word\/_rels\/[^/]+\.rels$/.test(candidate))) {
    const root = await part(archive, name);
    for (const relation of root?.children ?? []) {
      if (typeof relation === 'string' || relation.attributes['TargetMode'] !== 'External') continue;
      if (!harmlessLinks.test(relation.attributes['Type'] ?? '')) throw new ReadRefusal('active_content', '外部链接');
      links += 1;
    }
  }
  return links;
};

/** Reads a Word document. Throws ReadRefusal. */
export const readDocx = async (bytes: Buffer, limits: ReadLimits): Promise<ReadText> => {
  const archive = await openArchive(bytes, limits);
  if (archive.names.some((name) => active.test(name))) throw new ReadRefusal('active_content');
  const types = (await archive.read('[Content_Types].xml'))?.toString('utf8') ?? '';
  if (types.includes('macroEnabled')) throw new ReadRefusal('active_content');
  if (!archive.names.includes('word/document.xml')) throw new ReadRefusal('type_mismatch');
  const links = await checkLinks(archive);
  const document = await part(archive, 'word/document.xml');
  if (document === undefined) throw new ReadRefusal('archive_corrupt');
  const read = docxToText({ document, numbering: await part(archive, 'word/numbering.xml'), styles: await part(archive, 'word/styles.xml') });
  if (links === 0) return read;
  return { ...read, warnings: [...read.warnings, { code: 'external_links_ignored', message: `文件含 ${links} 处外部链接，未读取链接内容`, count: links }] };
};
