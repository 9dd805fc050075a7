import { renderToStaticMarkup } from 'react-dom/server';
import type { RenderPortalPage } from '#plan/contract';
import { PortalDocument } from '../../modules/portal/module.web.tsx';
import icon from '../web/favicon.svg?url';
import style from './portal.css?url';

/** Renders a public page to a whole HTML document; text is escaped by React only. */
export const renderPortalPage: RenderPortalPage = (input) => `<!doctype html>${renderToStaticMarkup(<PortalDocument input={input} assets={{ style, icon }} />)}\n`;
