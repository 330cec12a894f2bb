import { createSigningIdentity, signerWithKey, type SealKeyKind, type Signer } from '../../../libs/signing/src/index.ts';

export const BODY = 'Zoë O’Brien-Ñandú Board 王小明';

export function newSigner(keyKind: SealKeyKind = 'ec', bodyName = BODY): Signer {
  const { root, issuing, signer } = createSigningIdentity({ bodyName, now: new Date(), keyKind });
  return signerWithKey(signer.key, [signer.certificate, issuing.certificate], root.certificate);
}
