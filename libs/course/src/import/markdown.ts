import MarkdownIt, { type Token } from 'markdown-it';

/** What Markdown of a lesson may point at; each answers undefined when there is no such thing. */
export interface Surroundings {
  /** HTML of a drawing with its text alternative. */
  image(path: string, alternative: string): string | undefined;
  /** Address of the page of another lesson, for a path to its file. */
  lesson(path: string): string | undefined;
}

export interface Rendered {
  readonly html: string;
  readonly faults: readonly { line: number; message: string }[];
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
const WEB = /^(?:https?:|mailto:|tel:|sms:)/i;

markdown.validateLink = (url) => WEB.test(url) || !/^[a-z][a-z\d+.-]*:|^\/\//i.test(url);
// Screen readers need to know that the cells of the head name columns; a wide table scrolls in a box of its own, reachable by keyboard.
markdown.renderer.rules['th_open'] = () => '<th scope="col">';
markdown.renderer.rules['table_open'] = () => '<div class="table-region" tabindex="0"><table>';
markdown.renderer.rules['table_close'] = () => '</table></div>';

// A box to tick on paper: `- [ ] I have told somebody`.
markdown.core.ruler.push('boxes', ({ tokens }) => {
  for (const { type, children } of tokens) {
    const first = type === 'inline' ? children?.[0] : undefined;
    if (first?.type !== 'text' || !first.content.startsWith('[ ] ')) continue;
    first.type = 'html_inline';
    first.content = `<span class="box" aria-hidden="true"></span> ${markdown.utils.escapeHtml(first.content.slice('[ ] '.length))}`;
  }
});

const attribute = (token: Token, name: string): string => String(token.attrGet(name) ?? '');

/** Puts the drawing itself where the image was. Answers what is wrong. */
function settleImage(token: Token, surroundings: Surroundings): string | undefined {
  const source = attribute(token, 'src');
  const html = surroundings.image(source, token.content);
  if (token.content.trim() === '') return 'an image needs a text alternative between its brackets';
  if (html === undefined) return `the image "${source}" is not there, or is no drawing that may be shown`;
  token.type = 'html_inline';
  token.content = html;
  return undefined;
}

/** An address as its letters; as it stands where its percent signs mean none. */
function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

function settleLink(token: Token, surroundings: Surroundings): string | undefined {
  const target = attribute(token, 'href');
  if (WEB.test(target) || target.startsWith('#')) return undefined;
  const page = surroundings.lesson(decoded(target));
  if (page === undefined) return `the link "${target}" leads to no lesson and no form, and is no web address`;
  token.attrSet('href', page);
  return undefined;
}

function faultsOf(token: Token, surroundings: Surroundings): (string | undefined)[] {
  const heading = token.type === 'heading_open' && token.tag === 'h1' ? 'headings begin at level 2 (##): the title of the lesson is level 1' : undefined;
  // markdown-it leaves a link with a forbidden scheme as it was typed.
  const scheme = token.type === 'inline' && /\]\(\s*<?(?:javascript|data|vbscript|file):/i.test(token.content) ? 'a link may lead to the web or to another lesson only' : undefined;
  const inside = (token.children ?? []).map((child) => {
    if (child.type === 'image') return settleImage(child, surroundings);
    return child.type === 'link_open' ? settleLink(child, surroundings) : undefined;
  });
  return [heading, scheme, ...inside];
}

/** Who hears a table hears the name of its column before each cell. */
const isNamelessColumn = (before: Token | undefined, token: Token): boolean => before?.type === 'th_open' && token.children!.every(({ content }) => content.trim() === '');

/** Everything wrong by line; what has no line of its own, such as a cell, is on that of the row around it. */
function allFaults(tokens: readonly Token[], firstLine: number, surroundings: Surroundings): Rendered['faults'] {
  let line = firstLine;
  return tokens.flatMap((token, at) => {
    line = token.map ? firstLine + token.map[0] : line;
    const column = isNamelessColumn(tokens[at - 1], token) ? 'each column of a table needs a name in its first row' : undefined;
    return [column, ...faultsOf(token, surroundings)].flatMap((message) => (message === undefined ? [] : [{ line, message }]));
  });
}

/** Markdown as HTML that can be shown as it is: raw HTML is written out as text, and links lead to the web or to another lesson only. */
export function renderMarkdown(text: string, firstLine: number, surroundings: Surroundings): Rendered {
  const tokens = markdown.parse(text, {});
  const faults = allFaults(tokens, firstLine, surroundings);
  return { html: markdown.renderer.render(tokens, markdown.options, {}).trim(), faults };
}
