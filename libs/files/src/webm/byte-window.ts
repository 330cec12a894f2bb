import type { FileHandle } from 'node:fs/promises';

const WINDOW = 262_144;

/** Looks at a file through a window of fixed size, so that memory does not grow with the recording. */
export class ByteWindow {
  private readonly bytes = Buffer.alloc(WINDOW);
  private from = 0;
  private to = 0;

  constructor(
    private readonly file: FileHandle,
    readonly size: number,
  ) {}

  /** Up to `length` bytes (at most the window) from a place; fewer at the file's end. Good until the next look. */
  async look(at: number, length: number): Promise<Buffer> {
    const end = Math.min(at + Math.min(length, WINDOW), this.size);
    if (at < this.from || end > this.to) await this.move(at);
    return this.bytes.subarray(at - this.from, Math.max(at, Math.min(end, this.to)) - this.from);
  }

  private async move(at: number): Promise<void> {
    const { bytesRead } = await this.file.read(this.bytes, 0, WINDOW, at);
    this.from = at;
    this.to = at + bytesRead;
  }
}
