import { request as httpRequest } from 'node:http';

export interface OpenStream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** everything received so far */
  text(): string;
  /** resolves when the server has ended it */
  readonly ended: Promise<void>;
  close(): void;
}

/** Opens an address that does not end; resolves with its head. */
export function openStream(port: number, path: string, headers: Readonly<Record<string, string>>): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, agent: false, headers }, (response) => {
      let text = '';
      let finish: () => void = () => undefined;
      const ended = new Promise<void>((done) => (finish = done));
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', finish).on('close', finish);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: () => text, ended, close: () => request.destroy() });
    });
    request.on('error', (error) => (error.message.includes('socket hang up') ? undefined : reject(error)));
    request.end();
  });
}
