// Recording in the browser. Every piece is kept on this device (IndexedDB) as it comes, and only let go when the server has given its receipt: a closed page,
// a crash or a lost connection costs nothing. Sending is tus 1.0.0, in pieces that go on where they stopped.

const PIECE_MS = 1000;
const CHUNK_BYTES = 4 * 1024 * 1024;
const WAITS_MS = [500, 1000, 2000, 5000, 10_000];

// --- the copy on this device

const database = new Promise((done, failed) => {
  const opening = indexedDB.open('peerway-recordings', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('pieces', { keyPath: ['attempt', 'number'] });
    opening.result.createObjectStore('recordings', { keyPath: 'attempt' });
  };
  opening.onsuccess = () => done(opening.result);
  opening.onerror = () => failed(opening.error);
});

async function onStore(name, mode, act) {
  const store = (await database).transaction(name, mode).objectStore(name);
  const request = act(store);
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

const piecesOf = (attempt) => IDBKeyRange.bound([attempt, 0], [attempt, Number.MAX_SAFE_INTEGER]);
const keepPiece = (attempt, number, blob) => onStore('pieces', 'readwrite', (store) => store.put({ attempt, number, blob }));
const keepFacts = (facts) => onStore('recordings', 'readwrite', (store) => store.put(facts));
const factsOf = (attempt) => onStore('recordings', 'readonly', (store) => store.get(attempt));

async function keptRecording(attempt) {
  const facts = await factsOf(attempt);
  const pieces = facts ? await onStore('pieces', 'readonly', (store) => store.getAll(piecesOf(attempt))) : [];
  return pieces.length > 0 ? { ...facts, blob: new Blob(pieces.map(({ blob }) => blob), { type: facts.type }) } : undefined;
}

async function forget(attempt) {
  await onStore('pieces', 'readwrite', (store) => store.delete(piecesOf(attempt)));
  await onStore('recordings', 'readwrite', (store) => store.delete(attempt));
}

// --- sending

class Refused extends Error {
  constructor(status) {
    super(`refused: ${status}`);
    this.status = status;
  }
}

const TUS = { 'tus-resumable': '1.0.0', accept: 'application/json' };
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function begin(blob, name, csrf) {
  const answer = await fetch('/uploads', { method: 'POST', headers: { ...TUS, 'x-csrf-token': csrf, 'upload-length': String(blob.size), 'upload-metadata': `filename ${base64(name)},filetype ${base64(blob.type)}` } });
  if (answer.status !== 201) throw new Refused(answer.status);
  return new URL(answer.headers.get('location'), location.href).href;
}

/** How many bytes the server has; undefined when it does not know this upload any more. */
async function offsetOf(url) {
  const answer = await fetch(url, { method: 'HEAD', headers: TUS });
  if (answer.status === 404 || answer.status === 410) return undefined;
  if (!answer.ok) throw new Refused(answer.status);
  return Number(answer.headers.get('upload-offset'));
}

function append(url, blob, offset, csrf, onProgress) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('PATCH', url);
    for (const [name, value] of Object.entries({ ...TUS, 'x-csrf-token': csrf, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) })) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onProgress(offset + loaded);
    request.onload = () => (request.status === 204 ? done(Number(request.getResponseHeader('upload-offset'))) : failed(new Refused(request.status)));
    request.onerror = () => failed(new TypeError('no connection'));
    request.send(blob.slice(offset, offset + CHUNK_BYTES));
  });
}

/** Answers the file's id. Waits out lost connections; throws Refused for what waiting does not mend. */
async function upload({ blob, name, url, remember, csrf, onProgress, onWaiting }) {
  for (let tries = 0; ; ) {
    try {
      let offset = url ? await offsetOf(url) : undefined;
      if (offset === undefined) {
        url = await begin(blob, name, csrf);
        await remember(url);
        offset = 0;
      }
      for (; offset < blob.size; tries = 0) offset = await append(url, blob, offset, csrf, onProgress);
      return url.split('/').at(-1);
    } catch (error) {
      if (error instanceof Refused && error.status < 500 && ![409, 423, 460].includes(error.status)) throw error;
      if (error instanceof Refused && error.status === 409 && tries > 1) throw error;
      onWaiting();
      await pause(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]);
      tries += 1;
    }
  }
}

// --- the page

class Recorder {
  constructor(root) {
    this.root = root;
    this.attempt = root.dataset.recorder;
    this.recorder = undefined;
    this.kept = undefined;
    const on = (name, act) => this.part(name).addEventListener('click', () => act.call(this));
    on('start', this.start);
    on('stop', this.stop);
    on('send', this.send);
    on('again', this.again);
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  say(name, values = {}) {
    const text = Object.entries(values).reduce((words, [key, value]) => words.replace(`{${key}}`, value), this.root.dataset[name]);
    this.part('status').textContent = text;
  }

  show(...names) {
    for (const name of ['choose', 'live', 'preview', 'time', 'progress', 'start', 'stop', 'send', 'again']) this.part(name).hidden = !names.includes(name);
  }

  async open() {
    this.root.hidden = false;
    this.show('choose', 'start');
    this.say('ready');
    const kept = await keptRecording(this.attempt);
    if (!kept) return;
    this.review(kept);
    this.say('found', { at: new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }) });
  }

  async start() {
    const video = this.root.querySelector('input[name="medium"]:checked').value === 'video';
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true }, video: video && { width: { ideal: 1280 }, height: { ideal: 720 } } });
    } catch {
      return this.say('denied');
    }
    await forget(this.attempt);
    await this.record(video);
    this.show('stop', 'time', ...(video ? ['live'] : []));
    this.say('recording');
    this.part('stop').focus();
  }

  async record(video) {
    const types = video ? ['video/webm;codecs=vp9,opus', 'video/webm;codecs=vp8,opus', 'video/mp4'] : ['audio/webm;codecs=opus', 'audio/mp4'];
    const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
    this.recorder = new MediaRecorder(this.stream, { mimeType, videoBitsPerSecond: 1_000_000, audioBitsPerSecond: 64_000 });
    const type = this.recorder.mimeType.split(';')[0];
    await keepFacts({ attempt: this.attempt, type, at: Date.now(), name: `role-play.${type.split('/')[1]}` });
    let number = 0;
    let keeping = Promise.resolve();
    this.recorder.ondataavailable = ({ data }) => {
      const mine = number++;
      if (data.size > 0) keeping = keeping.then(() => keepPiece(this.attempt, mine, data));
    };
    this.recorder.onstop = () => keeping.then(() => this.stopped());
    this.part('live').srcObject = video ? this.stream : null;
    if (video) this.part('live').play().catch(() => {});
    this.recorder.start(PIECE_MS);
    this.count(Date.now());
  }

  count(since) {
    this.clock = setInterval(() => {
      const seconds = Math.floor((Date.now() - since) / 1000);
      this.part('time').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    }, 500);
  }

  stop() {
    clearInterval(this.clock);
    this.recorder.stop();
    for (const track of this.stream.getTracks()) track.stop();
    this.part('live').srcObject = null;
  }

  async stopped() {
    this.review(await keptRecording(this.attempt));
    this.say('check');
    this.part('preview').focus();
  }

  review(kept) {
    this.kept = kept;
    const preview = this.part('preview');
    if (preview.src) URL.revokeObjectURL(preview.src);
    preview.src = URL.createObjectURL(kept.blob);
    this.show('preview', 'send', 'again');
  }

  again() {
    this.show('choose', 'start');
    this.say('ready');
    this.part('start').focus();
  }

  async send() {
    const { blob, name, url } = this.kept;
    const facts = { attempt: this.attempt, type: this.kept.type, at: this.kept.at, name };
    this.show('preview', 'progress');
    this.say('sending');
    try {
      const remember = (upload) => keepFacts({ ...facts, url: upload });
      this.part('file-id').value = await upload({ blob, name, url, remember, csrf: this.root.dataset.csrf, onProgress: (sent) => this.progress(sent, blob.size), onWaiting: () => this.say('waiting') });
      this.say('sent');
      this.part('file-id').form.submit();
    } catch (error) {
      this.review(this.kept);
      this.say({ 413: 'tooLarge', 415: 'wrongType' }[error.status] ?? 'signIn');
    }
  }

  progress(sent, size) {
    this.say('sending');
    this.part('progress').value = Math.floor((sent * 100) / size);
  }
}

const root = document.querySelector('[data-recorder]');
if (root && navigator.mediaDevices && 'MediaRecorder' in window) await new Recorder(root).open();
for (const done of document.querySelectorAll('[data-recorder-done]')) await forget(done.dataset.recorderDone);
