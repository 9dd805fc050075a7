import { App, ConfigProvider, type ThemeConfig } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import './data-table.css';
import './ui.css';
import { cspNonce } from '#kernel/web/csp-nonce.ts';

const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1b4b8a',
    colorLink: '#1b4b8a',
    colorText: '#1c2430',
    colorTextSecondary: '#4d5868',
    colorTextDescription: '#4d5868',
    colorTextPlaceholder: '#667082',
    colorBorder: '#c5ccd6',
    borderRadius: 6,
    fontSize: 14,
    // The stack with its fonts for rare characters stands once, in the console's style sheet.
    fontFamily: 'var(--sans)',
  },
};

/** A modal dialog lies above everything else in the document, so the lists that open in it must be inside it. */
const popupPlace = (near?: HTMLElement): HTMLElement => near?.closest('dialog') ?? document.body;

/** Language, colours and style nonce for everything below; used once, at the root. */
export const AppTheme = ({ children }: { readonly children: ReactNode }) => (
  <ConfigProvider locale={zhCN} theme={theme} csp={{ nonce: cspNonce() }} wave={{ disabled: true }} button={{ autoInsertSpace: false }} getPopupContainer={popupPlace}>
    <App component={false}>{children}</App>
  </ConfigProvider>
);
