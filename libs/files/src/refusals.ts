import { Refusal } from '#libs/kernel';
import { MAX_BYTES, type FileKind } from './domain/accepted.ts';

/** The bytes are not of a type that this kind of file may have, whatever its name says. */
export class FileTypeNotAccepted extends Refusal {
  constructor(kind: FileKind) {
    super('invalid', { kind }, 'file');
  }
}

/** Told by the announced size where there is one, else as soon as the limit is passed; nothing of it is kept. */
export class FileOverLimit extends Refusal {
  constructor(kind: FileKind) {
    super('invalid', { megabytes: Math.floor(MAX_BYTES[kind] / 1_048_576) }, 'file');
  }
}

export class FileIsEmpty extends Refusal {
  constructor() {
    super('invalid', {}, 'file');
  }
}

/** The bytes are gone by a rule or a wish; the tombstone says which. */
export class FileIsGone extends Refusal {
  constructor() {
    super('missing');
  }
}

/** A file belongs to one thing: it cannot be handed in twice. */
export class FileAlreadyUsed extends Refusal {
  constructor() {
    super('conflict', {}, 'file');
  }
}
