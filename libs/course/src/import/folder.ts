import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';

/** The files of a curriculum by their path in it, `modules/02-engagement/module.yaml`; nothing outside the folder is ever read. */
export class Folder {
  constructor(private readonly root: string) {}

  has(path: string): boolean {
    return this.inside(path) && existsSync(join(this.root, path)) && statSync(join(this.root, path)).isFile();
  }

  /** As written on any machine: lines end in one character, and no mark stands before the first. */
  text(path: string): string | undefined {
    return this.has(path) ? readFileSync(join(this.root, path), 'utf8').replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') : undefined;
  }

  /** Undefined when there is no such file. */
  size(path: string): number | undefined {
    return this.has(path) ? statSync(join(this.root, path)).size : undefined;
  }

  bytes(path: string): Buffer | undefined {
    return this.has(path) ? readFileSync(join(this.root, path)) : undefined;
  }

  /** Names of the files in a folder, in their order. */
  names(path: string, ending: string | RegExp): string[] {
    const folder = join(this.root, path);
    if (!this.inside(path) || !existsSync(folder) || !statSync(folder).isDirectory()) return [];
    return readdirSync(folder)
      .filter((name) => (typeof ending === 'string' ? name.endsWith(ending) : ending.test(name)))
      .sort();
  }

  private inside(path: string): boolean {
    return !normalize(path).startsWith('..') && !path.startsWith('/');
  }
}
