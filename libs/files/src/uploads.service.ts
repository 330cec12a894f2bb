import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Clock, isId, newId, Refusal } from '#libs/kernel';
import { MAX_BYTES, mayBecome } from './domain/accepted.ts';
import { FileFolder } from './file-folder.ts';
import { StoredFiles } from './stored-files.service.ts';

const PATH = '/uploads';
/** An upload broken off can go on for two days. */
const OPEN_MS = 2 * 86_400_000;

type TusRequest = Parameters<NonNullable<Server['options']['onIncomingRequest']>>[0];
const no = (status_code: number, body: string): object => ({ status_code, body: `${body}\n` });

/**
 * Recordings in pieces (tus 1.0.0, core, creation and termination): what arrived is kept over a broken line, a closed page and a restarted server. The
 * upload's id becomes the file's. The owner is asked for at every request; to others an upload is not there. No upload can be read back here.
 */
@Injectable()
export class Uploads implements OnModuleInit, OnApplicationShutdown {
  private readonly asking = new WeakMap<IncomingMessage, string>();
  private readonly store: FileStore;
  private readonly tus: Server;

  constructor(
    private readonly clock: Clock,
    private readonly folder: FileFolder,
    private readonly files: StoredFiles,
  ) {
    this.store = new FileStore({ directory: folder.incoming, expirationPeriodInMilliseconds: OPEN_MS });
    this.tus = new Server({
      path: PATH,
      relativeLocation: true,
      datastore: this.store,
      allowedOrigins: [],
      maxSize: MAX_BYTES.recording,
      namingFunction: () => newId(this.clock.now().getTime()),
      onUploadCreate: async (request, upload) => ({ metadata: this.begun(request, upload) }),
      onIncomingRequest: (request, id) => this.admit(request, id),
      onUploadFinish: (request, upload) => this.finished(this.askerOf(request), upload),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.folder.prepare();
  }

  onApplicationShutdown(): void {
    this.tus.removeAllListeners();
  }

  /** Answers a request of the protocol (POST /uploads; HEAD, PATCH, DELETE /uploads/:id) for a person who is signed in. */
  async handle(personId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asking.set(request, personId);
    await this.tus.handle(request, response);
  }

  /** Makes sure that an upload which is whole is a file: the server may have stopped between the last byte and the row. */
  async settle(personId: string, id: string): Promise<void> {
    if (!isId(id) || (await this.files.has(id))) return;
    const upload = await this.store.getUpload(id).catch(() => undefined);
    if (upload && upload.size === upload.offset && upload.metadata?.['owner'] === personId) await this.adopt(personId, upload);
  }

  /** Clears what was broken off two days ago and more; files are not touched. Answers how many. */
  async clear(): Promise<number> {
    await this.folder.prepare();
    return (await this.tus.cleanUpExpiredUploads()) + (await this.folder.clearDrafts(new Date(this.clock.now().getTime() - OPEN_MS)));
  }

  private begun(request: TusRequest, upload: Upload): Record<string, string | null> {
    if (!mayBecome('recording', upload.metadata?.['filetype'] ?? undefined)) throw no(415, 'This type of file is not accepted');
    return { ...upload.metadata, owner: this.askerOf(request) };
  }

  private async admit(request: TusRequest, id: string): Promise<void> {
    if (request.method === 'POST') return;
    const upload = isId(id) ? await this.store.getUpload(id).catch(() => undefined) : undefined;
    if (upload?.metadata?.['owner'] !== this.askerOf(request)) throw no(404, 'There is no such upload');
  }

  private async finished(personId: string, upload: Upload): Promise<Record<string, never>> {
    try {
      await this.adopt(personId, upload);
      return {};
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await this.store.remove(upload.id);
      throw no(error.name === 'FileOverLimit' ? 413 : 415, error.name);
    }
  }

  private async adopt(personId: string, { id, metadata }: Upload): Promise<void> {
    await this.files.adopt(personId, 'recording', id, { name: metadata?.['filename'] ?? 'recording', path: join(this.folder.incoming, id) });
  }

  private askerOf(request: TusRequest): string {
    const raw = (request as unknown as { runtime: { node: { req: IncomingMessage } } }).runtime.node.req;
    return this.asking.get(raw)!;
  }
}
