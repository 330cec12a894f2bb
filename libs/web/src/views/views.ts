import Handlebars from 'handlebars';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assets } from './assets.ts';
import { viewHelpers } from './helpers.ts';
import type { Messages } from './messages.ts';
import type { PageContext } from './page-context.ts';
import { readTemplate, type Template } from './template.ts';

/** A page that cannot be drawn is our fault: it says which template, so that it is found at once. */
export class TemplateFault extends Error {
  constructor(template: string, cause: unknown) {
    super(`templates/${template}.hbs: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'TemplateFault';
  }
}

type Draw = (context: object, options?: Handlebars.RuntimeOptions) => string;

/** The pages, compiled. */
export class Views {
  constructor(private readonly pages: ReadonlyMap<string, Draw>) {}

  has(view: string): boolean {
    return this.pages.has(view);
  }

  /**
   * Draws a page. `view` is its path below templates/ without `.hbs` (`pages/course/home`); `data` is a plain object that has every name the page uses (null
   * where there is nothing), because a missing one throws.
   * @throws TemplateFault
   */
  render(view: string, data: object, context: PageContext): string {
    const draw = this.pages.get(view);
    if (!draw) throw new Error(`No view ${view}`);
    return draw(data, { data: { ...context } });
  }
}

/** Letters and certificates are templates too, but not pages: mail and pdf draw those. */
const FOLDERS = ['layouts', 'parts', 'pages'];

/**
 * Reads and compiles every page once, at start.
 * @throws TemplateFault for wrong syntax, an unknown helper, a partial that is not there, or a message key that no file has.
 */
export function loadViews(templatesFolder: string, messages: Messages, assets: Assets): Views {
  const engine = Handlebars.create();
  engine.registerHelper(viewHelpers(messages, assets));
  const templates = FOLDERS.flatMap((folder) => readFolder(templatesFolder, folder));
  const names = new Set(templates.map(({ name }) => name));
  const pages = new Map<string, Draw>();
  for (const template of templates) {
    const draw = named(template.name, () => compile(engine, template, names, messages));
    engine.registerPartial(template.name, draw);
    if (template.name.startsWith('pages/')) pages.set(template.name, draw);
  }
  return new Views(pages);
}

function readFolder(root: string, folder: string): Template[] {
  if (!existsSync(join(root, folder))) return [];
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
  return files.map((file) => {
    const name = `${folder}/${file.replaceAll('\\', '/').slice(0, -'.hbs'.length)}`;
    return named(name, () => readTemplate(name, readFileSync(join(root, folder, file), 'utf8')));
  });
}

function compile(engine: typeof Handlebars, template: Template, names: ReadonlySet<string>, messages: Messages): Draw {
  for (const partial of template.partials) if (!names.has(partial)) throw new Error(`no template "${partial}"`);
  for (const key of template.keys) if (!messages.has('en', key)) throw new Error(`no message "${key}"`);
  const knownHelpers = Object.fromEntries(Object.keys(engine.helpers).map((name) => [name, true]));
  const options = { strict: true, knownHelpersOnly: true, knownHelpers, explicitPartialContext: true, preventIndent: true };
  engine.precompile(template.tree, options); // compiling is lazy, and an unknown helper must stop the start
  const draw = engine.compile(template.tree, options) as Draw;
  return (context, given) => named(template.name, () => draw(context, given && withOwnBlock(given)));
}

/** A part called without a block has none; Handlebars would hand it the block of the part that calls it. */
function withOwnBlock(given: Handlebars.RuntimeOptions & { fn?: unknown }): Handlebars.RuntimeOptions {
  if (given.fn || !given.data?.['partial-block']) return given;
  return { ...given, data: { ...Handlebars.createFrame(given.data), 'partial-block': undefined } };
}

/** Runs what belongs to a template and names the innermost one in whatever goes wrong. */
function named<T>(template: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof TemplateFault ? error : new TemplateFault(template, error);
  }
}
