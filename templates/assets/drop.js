// A file may be dropped anywhere on its form, not only on the narrow field. The field holds it then as if it had been chosen, and stays the way for
// keyboards and screen readers; nothing is sent before its button is pressed.

const bringsFiles = (event) => event.dataTransfer?.types.includes('Files');
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function takeDrops(form) {
  const field = form.querySelector('input[type="file"]');
  const status = form.querySelector('[data-drop-status]');
  const tell = (text) => (status.textContent = text);
  // Every element below the pointer is entered and left by itself.
  let inside = 0;
  const mark = () => form.classList.toggle('drop-zone-over', inside > 0);

  form.classList.add('drop-zone');
  form.addEventListener('dragenter', (event) => {
    if (!bringsFiles(event)) return;
    inside += 1;
    mark();
  });
  form.addEventListener('dragleave', (event) => {
    if (!bringsFiles(event)) return;
    inside = Math.max(0, inside - 1);
    mark();
  });
  form.addEventListener('drop', (event) => {
    inside = 0;
    mark();
    const { files } = event.dataTransfer;
    if (files.length === 0) return;
    if (files.length > 1) return tell(status.dataset.one);
    field.files = files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    form.querySelector('[type="submit"]').focus();
  });
  field.addEventListener('change', () => tell(field.files.length === 0 ? '' : fill(status.dataset.chosen, { name: field.files[0].name })));
}

/** A file that misses would open in the place of this page. */
function catchOthers(event) {
  if (!bringsFiles(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = event.target.closest?.('[data-drop-zone]') ? 'copy' : 'none';
}

for (const form of document.querySelectorAll('form[data-drop-zone]')) takeDrops(form);
for (const kind of ['dragover', 'drop']) document.addEventListener(kind, catchOthers);
