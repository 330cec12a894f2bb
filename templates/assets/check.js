// A check with script: every change is saved at once and answered by a receipt. What the server has not confirmed is kept on this device and tried again,
// in the order it was given, so that a lost answer of the server's is only ever asked for once more and a newer answer elsewhere is never overwritten.

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15000;
const storeName = (attempt) => `check:${attempt}`;

/** Choices that the server has not confirmed: { [question]: { sequence, queue: [[position, …], …] } }; at most two wait, the one being sent and the newest. */
function openStore(attempt) {
  const name = storeName(attempt);
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? {};
    } catch {
      return {};
    }
  };
  return {
    read,
    /** Sets or, without a value, forgets what waits for a question; other pages of this device may hold theirs. */
    write(number, waiting) {
      const { [number]: _, ...others } = read();
      const all = waiting ? { ...others, [number]: waiting } : others;
      try {
        if (Object.keys(all).length > 0) localStorage.setItem(name, JSON.stringify(all));
        else localStorage.removeItem(name);
      } catch {
        // Full or forbidden: saving at once still works, only the copy on this device is missing.
      }
    },
  };
}

function autosave(form) {
  const store = openStore(form.dataset.check);
  const status = form.querySelector('[data-check-status]');
  const token = form.elements['_csrf'].value;
  const questions = [...form.querySelectorAll('[data-question]')].map((field) => makeQuestion(field, form));
  let wait = FIRST_WAIT_MS;
  let timer;

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const isWaiting = () => questions.some((question) => question.waiting());

  /** Sends all that waits, and sees to it that what could not be sent is tried again; true when all of it was taken. */
  async function flush() {
    clearTimeout(timer);
    const answers = await Promise.all(questions.map((question) => question.send(token, store)));
    if (!isWaiting()) {
      wait = FIRST_WAIT_MS;
      say(answers.includes('stale') ? form.dataset.newer : form.dataset.allSaved);
      return !answers.includes('stale');
    }
    await explain(answers.filter((answer) => typeof answer !== 'string'));
    return false;
  }

  /** `answers` are responses that are not good, or undefined where none came. */
  async function explain(answers) {
    const refusals = await Promise.all(answers.map((answer) => answer?.json().then(({ refusal }) => refusal, () => undefined)));
    if (refusals.includes('CheckAlreadySubmitted')) return location.assign(form.dataset.result);
    if (refusals.includes('FormIsStale') || answers.some((answer) => answer?.status === 401)) return say(form.dataset.signIn);
    say(answers.includes(undefined) ? form.dataset.offline : form.dataset.trouble);
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }

  form.addEventListener('change', (event) => {
    const question = questions.find(({ field }) => field.contains(event.target));
    if (!question) return;
    question.choose(store);
    say(form.dataset.saving);
    flush();
  });
  addEventListener('online', flush);

  // Handing in waits until every answer is confirmed, so that nothing given is missing from what is handed in.
  form.addEventListener('submit', async (event) => {
    if (!isWaiting()) return;
    event.preventDefault();
    if (await flush()) form.requestSubmit(event.submitter);
    else if (isWaiting() && status.textContent !== form.dataset.signIn) say(form.dataset.wait);
  });

  form.querySelector('[data-save]').hidden = true;
  const kept = store.read();
  for (const question of questions) question.resume(kept[question.number]);
  if (isWaiting()) flush();
}

function makeQuestion(field, form) {
  const number = field.dataset.question;
  const sequence = field.querySelector('[data-sequence]');
  const inputs = [...field.querySelectorAll('.choice input')];
  let queue = [];
  let sending;

  const chosen = () => inputs.filter((input) => input.checked).map((input) => Number(input.value));
  const show = (positions) => inputs.forEach((input) => (input.checked = positions.includes(Number(input.value))));
  const words = (positions) => inputs.filter((input) => positions.includes(Number(input.value))).map((input) => input.labels[0].textContent).join('; ') || '–';
  const keep = (store) => store.write(number, queue.length > 0 ? { sequence: Number(sequence.value), queue } : undefined);

  /** Shows what the server has; 'stale' when it kept this page's answer out because a newer one was given elsewhere. */
  function confirm({ kind, answer }) {
    const standing = answer?.chosen ?? [];
    const stale = kind === 'stale' || !isSame(standing, queue[0]);
    const offered = queue.at(-1);
    queue = stale ? [] : queue.slice(1);
    sequence.value = answer?.sequence ?? 0;
    if (answer) field.querySelector('[data-receipt]').textContent = fill(form.dataset.saved, { at: timeOf(answer.savedAt, form.dataset.timeZone), receipt: answer.receipt });
    if (queue.length === 0) show(standing);
    const note = field.querySelector('[data-stale]');
    note.hidden = !stale;
    note.querySelector('span').textContent = stale ? fill(form.dataset.both, { offered: words(offered), standing: words(standing) }) : '';
    return stale ? 'stale' : 'saved';
  }

  async function sendAll(token, store) {
    let outcome = 'saved';
    while (queue.length > 0) {
      const body = JSON.stringify({ chosen: queue[0], sequence: Number(sequence.value) });
      const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': token };
      const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
      const response = await fetch(`${form.getAttribute('action')}/${number}`, { method: 'POST', headers, body, signal, keepalive: true }).catch(() => undefined);
      if (!response?.ok) return response;
      outcome = confirm(await response.json());
      keep(store);
    }
    return outcome;
  }

  return {
    number,
    field,
    waiting: () => queue.length > 0,
    choose(store) {
      // The first may have reached the server already, so it is never replaced; the newest choice is the only other one that counts.
      queue = [...queue.slice(0, 1), chosen()];
      keep(store);
    },
    resume(kept) {
      if (!kept) return;
      queue = kept.queue;
      sequence.value = kept.sequence;
      show(queue.at(-1));
    },
    /** Sends what waits, one after the other; 'saved', 'stale', or the response that was not good. Asked again meanwhile, it answers with the same sending. */
    send(token, store) {
      sending ??= sendAll(token, store).finally(() => (sending = undefined));
      return sending;
    },
  };
}

const isSame = (one, other) => one.length === other.length && one.every((position) => other.includes(position));
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const timeOf = (instant, timeZone) => new Intl.DateTimeFormat(document.documentElement.lang, { hour: 'numeric', minute: '2-digit', timeZone }).format(new Date(instant));

const form = document.querySelector('form[data-check]');
if (form) autosave(form);
const done = document.querySelector('[data-check-done]');
if (done) localStorage.removeItem(storeName(done.dataset.checkDone));
