/** Why a file was not read. Codes are those of the compiler's output contract and of the import route. */
export const readRefusalCodes = [
  'empty_file',
  'type_mismatch',
  'too_large',
  'pdf_encrypted',
  'pdf_limits',
  'no_text',
  'archive_ratio',
  'archive_entries',
  'archive_corrupt',
  'archive_path',
  'nested_archive',
  'xml_dtd',
  'active_content',
  'read_limits',
] as const;
export type ReadRefusalCode = (typeof readRefusalCodes)[number];

/** Chinese text for the person who sent the file: what is wrong, and what to do next. */
export const readRefusalText = {
  empty_file: '文件没有内容，请检查是否选错了文件',
  type_mismatch: '文件内容不是可读取的方案格式，请上传 .txt、.docx、.html 或带文字层的 .pdf 文件；旧版 .doc 与加密文件请先另存为不加密的 .docx',
  too_large: '文件超过允许的大小，请拆分或去掉图片后重新上传',
  pdf_encrypted: 'PDF 设有打开口令或加密，请用去除口令的文件重新上传',
  pdf_limits: 'PDF 过大或过于复杂，在时限内未能读完，请拆分后上传，或改用 Word 文件',
  no_text: '此PDF为扫描件，请上传可复制文字的版本，或先做文字识别',
  archive_ratio: '文件解压后异常庞大，已停止读取；请用原来的软件重新另存后上传',
  archive_entries: '文件内部的部件数量异常，已停止读取；请用原来的软件重新另存后上传',
  archive_corrupt: '文件已损坏，请用原来的软件打开并另存后重新上传',
  archive_path: '文件内部含有不合规的路径，已拒绝读取；请用原来的软件重新另存后上传',
  nested_archive: '文件中嵌有另一个压缩文件或 Office 文件，请把嵌入对象改为普通表格或删除后重新上传',
  xml_dtd: '文件内部含有文档类型定义（DTD），可能有风险，已拒绝读取；请用原来的软件重新另存后上传',
  active_content: '文件含有宏、控件、嵌入对象或外部模板，请另存为不含这些内容的文件后重新上传',
  read_limits: '读取文件超出时间或内存限制，请拆分后重新上传',
} satisfies Record<ReadRefusalCode, string>;

/** Thrown inside the readers only; callers of `readFileSafely` get a value. */
export class ReadRefusal extends Error {
  readonly code: ReadRefusalCode;
  constructor(code: ReadRefusalCode, detail?: string) {
    super(detail === undefined ? readRefusalText[code] : `${readRefusalText[code]}（${detail}）`);
    this.code = code;
  }
}

/** Limits for untrusted files (design: bad input A1–A9). All are parameters of the caller. */
export interface ReadLimits {
  readonly archiveEntries: number;
  readonly archiveBytes: number;
  readonly archiveRatio: number;
  readonly pdfPages: number;
  readonly seconds: number;
  readonly memoryMiB: number;
}

export const defaultReadLimits: ReadLimits = { archiveEntries: 2000, archiveBytes: 200 * 1024 * 1024, archiveRatio: 200, pdfPages: 3000, seconds: 60, memoryMiB: 512 };

/** A longer line of a CSV is no row of a table but a file that lost its line ends. */
export const maxTableLineBytes = 1024 * 1024;
