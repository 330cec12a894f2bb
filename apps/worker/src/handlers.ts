import type { HandlerTable } from './handler.ts';
import { DrawCertificate } from './certificates/draw-certificate.handler.ts';
import { PurgeNarratives } from './certificates/purge-narratives.handler.ts';
import { LookAgain } from './certificates/look-again.handler.ts';
import { ForgetOldKeys } from './house/forget-old-keys.handler.ts';
import { SendLetter } from './letters/send-letter.handler.ts';
import { LapseRolePlays } from './recordings/retention-lapse-role-plays.handler.ts';
import { RECORDING_HANDLERS } from './recordings/recording-handlers.ts';

/** Who does which job. */
export const HANDLERS: HandlerTable = {
  'draw-certificate': DrawCertificate,
  'forget-old-keys': ForgetOldKeys,
  'lapse-role-plays': LapseRolePlays,
  'purge-narratives': PurgeNarratives,
  'send-letter': SendLetter,
  'statement-voided': LookAgain,
  ...RECORDING_HANDLERS,
};
