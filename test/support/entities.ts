import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { getMetadataArgsStorage, type EntityTarget, type ObjectLiteral } from 'typeorm';

const LIBS = fileURLToPath(new URL('../../libs', import.meta.url));

/** Every entity of every library, found by its folder: a new one cannot be forgotten. */
export async function allEntities(): Promise<EntityTarget<ObjectLiteral>[]> {
  const folders = readdirSync(LIBS).map((lib) => join(LIBS, lib, 'src', 'entities')).filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => join(folder, name)));
  await Promise.all(files.map((file) => import(pathToFileURL(file).href)));
  return getMetadataArgsStorage().tables.map(({ target }) => target as EntityTarget<ObjectLiteral>);
}
