import { renderToStaticMarkup } from 'react-dom/server';
import { type PageInput, PortalDocument } from '../../modules/portal/module.web.tsx';
import icon from '../web/favicon.svg?url';
import style from './portal.css?url';

/** Renders a public page to a whole HTML document; text is escaped by React only. */
export const renderPortalPage = (input: PageInput): string => `<!doctype html>${renderToStaticMarkup(<PortalDocument input={input} assets={{ style, icon }} />)}\n`;
