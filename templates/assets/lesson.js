// A lesson in the browser: says that somebody is here, and saves what is written. Everything also works by its buttons alone.

const lesson = document.querySelector('[data-lesson]');
const token = document.querySelector('input[name="_csrf"]').value;
const MINUTE = 60_000;

const post = (path, body) =>
  fetch(path, { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': token }, body: JSON.stringify(body) });

/** Number of the last part whose beginning is above the middle of the window. */
function partInView() {
  const passed = [...lesson.querySelectorAll('[data-part]')].filter((part) => part.getBoundingClientRect().top < innerHeight / 2);
  return Number(passed.at(-1)?.dataset.part ?? 0);
}

/** The server counts time between signs; a page that nobody looks at sends none. */
function sendSigns() {
  const sign = () => post(`${lesson.dataset.lesson}/signs`, { part: String(partInView()) }).catch(() => undefined);
  setInterval(() => document.visibilityState === 'visible' && sign(), MINUTE);
  document.addEventListener('visibilitychange', sign);
}

/** Saves a reflection three seconds after the last key, on leaving the field, and on leaving the page; keeps a copy in this tab until the server has it. */
function saveByItself(form) {
  const text = form.elements.namedItem('text');
  if (!text) return;
  const done = form.elements.namedItem('done');
  const version = form.elements.namedItem('version');
  const status = form.querySelector('[data-status]');
  const copy = `answer ${form.getAttribute('action')}`;
  let saved = JSON.stringify([text.value, done.checked]);
  /** What was sent without hearing whether it arrived. */
  let unheard;
  let timer;
  let sending = false;
  const state = () => JSON.stringify([text.value, done.checked]);

  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  async function save() {
    clearTimeout(timer);
    const now = state();
    if (now === saved || sending) return;
    sending = true;
    const before = unheard;
    unheard = text.value;
    try {
      const answer = await post(form.getAttribute('action'), { text: text.value, done: done.checked ? 'yes' : '', version: version.value });
      if (answer.status === 409) meet((await answer.json()).newer, before);
      else if (answer.ok) keep(await answer.json(), now);
      else throw new Error(String(answer.status));
    } catch {
      status.textContent = lesson.dataset.trying;
      later(10_000);
    } finally {
      sending = false;
    }
    if (state() !== now) later(3_000);
  }

  /** A newer text on the server is either our own that we never heard of, or another page's: that one is never overwritten. */
  function meet(newer, before) {
    if (newer.text !== before) {
      status.textContent = lesson.dataset.newer;
      return;
    }
    version.value = newer.version;
    later(0);
  }

  function keep(answer, now) {
    saved = now;
    version.value = answer.saved.version;
    sessionStorage.removeItem(copy);
    status.textContent = `${lesson.dataset.saved} ${new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' }).format(new Date(answer.saved.at))}`;
  }

  /** What was typed before a crash or an expired sign-in comes back, unless the server has newer words. */
  function restore() {
    const left = JSON.parse(sessionStorage.getItem(copy) ?? 'null');
    if (!left || left.version !== version.value) return sessionStorage.removeItem(copy);
    text.value = left.text;
    unheard = left.text;
    later(1_000);
  }

  restore();
  form.addEventListener('input', () => {
    sessionStorage.setItem(copy, JSON.stringify({ text: text.value, version: version.value }));
    later(3_000);
  });
  form.addEventListener('change', save);
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    sessionStorage.removeItem(copy);
  });
  addEventListener('pagehide', save);
}

sendSigns();
for (const form of lesson.querySelectorAll('[data-activity] form')) saveByItself(form);
