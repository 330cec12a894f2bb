/** What a handler answers: a page or the way to another one. Anything else is sent as JSON. */
export class Page {
  constructor(
    /** Path below templates/pages, without ending. */
    readonly view: string,
    /** Every name the template uses. */
    readonly data: Readonly<Record<string, unknown>>,
    readonly status: number,
  ) {}
}

export interface FlashWords {
  readonly kind: 'done' | 'info' | 'caution';
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export class Redirect {
  constructor(
    readonly location: string,
    readonly flash: FlashWords | null,
  ) {}
}

export function page(view: string, data: Readonly<Record<string, unknown>> = {}, { status = 200 }: { status?: number } = {}): Page {
  return new Page(view, data, status);
}

export interface RedirectOptions {
  /** Message key shown once on the next page. */
  readonly flash?: string;
  readonly kind?: FlashWords['kind'];
  readonly values?: FlashWords['values'];
}

/** After a POST: see other. Only to paths of our own; anything else goes home. */
export function redirect(location: string, { flash, kind = 'done', values = {} }: RedirectOptions = {}): Redirect {
  return new Redirect(ownPath(location), flash ? { kind, key: flash, values } : null);
}

/** A path on this site, or `/`: what came from outside must not lead there. */
export function ownPath(path: string | undefined): string {
  return typeof path === 'string' && /^\/(?![/\\])[^\u0000-\u001f\\]*$/.test(path) ? path : '/';
}
