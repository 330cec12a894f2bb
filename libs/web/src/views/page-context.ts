export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
}

export interface Flash {
  readonly kind: 'done' | 'info' | 'caution';
  readonly text: string;
}

/** Something that a person should see to, and the page to do it on. */
export interface Reminder {
  readonly text: string;
  readonly href: string;
  readonly link: string;
}

/** What every template may read at any depth, as `@lang`, `@person` and so on. */
export interface PageContext {
  readonly lang: string;
  /** IANA name of the reader's zone; instants are shown in it. */
  readonly timeZone: string;
  /** Of the content security policy, for script tags. */
  readonly nonce: string;
  /** The token of the hidden field `_csrf`. */
  readonly csrf: string;
  readonly person: { readonly name: string; readonly accountPath: string; readonly signOutPath: string } | null;
  readonly nav: readonly NavItem[];
  readonly path: string;
  readonly flash: Flash | null;
  readonly reminder: Reminder | null;
  readonly requestId: string;
}

/** What the pages under `errors/` show: the refusal's words where there are any, and one way on. */
export interface ErrorPage {
  readonly message: string | null;
  readonly next: { readonly href: string; readonly label: string } | null;
}
