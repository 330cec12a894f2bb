import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadAssets, loadMessages, loadViews } from '#libs/web';

export const templates = new URL('../../../templates', import.meta.url).pathname;
export const messages = loadMessages(`${templates}/messages`);
export const assets = loadAssets(`${templates}/assets`);
export const views = loadViews(templates, messages, assets);

/** As strict as the real one: nothing inline, nothing from elsewhere. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export interface PatternSite {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves these pages by path, and the assets, from a port of its own. */
export async function serve(pages: Readonly<Record<string, () => string>>): Promise<PatternSite> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const asset = assets.answer(path, request.headers['accept-encoding']);
    if (asset) return response.writeHead(200, asset.headers).end(asset.body);
    const page = pages[path];
    if (!page) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }).end(page());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => close(server) };
}

const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
