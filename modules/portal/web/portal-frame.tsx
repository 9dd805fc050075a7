import type { ReactNode } from 'react';

/** Addresses of the files that the build made for the public pages. */
export interface PortalAssets {
  readonly style: string;
  readonly icon: string;
}

interface PortalFrameProps {
  readonly assets: PortalAssets;
  readonly title: string;
  /** where the same content stands in the console */
  readonly consolePath: string;
  /** what the page is made of; default the text of the plan */
  readonly origin?: 'text' | 'records' | 'notices';
  readonly children: ReactNode;
}

const originWords = {
  text: '本页内容由公开文件的原文逐字生成，未作改写；摘要可用来核对原文件。',
  records: '本页与工作台同出一份记录，随记录更新；状态由证据按约定计算，无人手工填写。',
  notices: '本页由领导小组办公室公示，公示期满自动撤下。',
} as const;

/** A whole public document: no script, one style sheet, skip link, landmarks. */
export const PortalFrame = ({ assets, title, consolePath, origin = 'text', children }: PortalFrameProps) => (
  <html lang="zh-CN">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} · 落实`}</title>
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      <link rel="stylesheet" href={assets.style} />
    </head>
    <body>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="top">
        <a className="brand" href="/">
          <strong>落实</strong> 公开门户
        </a>
        <a className="to-notices" href="/announcements">
          办结公示
        </a>
        <a className="to-console" href={`/console${consolePath}`}>
          进入工作台
        </a>
      </header>
      <main id="main">{children}</main>
      <footer className="foot">
        <p>{originWords[origin]}本页不使用脚本。</p>
      </footer>
    </body>
  </html>
);
