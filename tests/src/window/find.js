// Finds what a person would find: something visible with this role and this name. The whole name
// wins over a part of it. While a dialog is open, only what is in it counts.
const [role, name] = arguments;

const ELEMENTS = {
  button: 'button, summary, input[type=submit], input[type=button]',
  link: 'a[href]',
  textbox: 'input:not([type]), input[type=text], input[type=search], input[type=date], textarea',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  combobox: 'select',
  option: 'option',
  heading: 'h1, h2, h3, h4, h5, h6',
  row: 'tr',
  listitem: 'li',
  dialog: 'dialog[open]',
};
const ALIKE = { textbox: ['textbox', 'searchbox', 'combobox'] };

const squeeze = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

function nameOf(element) {
  const by = element.getAttribute('aria-labelledby');
  if (by) return squeeze(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(' '));
  const said = element.getAttribute('aria-label') ?? [...(element.labels ?? [])].map((label) => label.textContent).join(' ');
  return squeeze(said || element.innerText || element.value || element.title || element.placeholder);
}

const isVisible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
const roleOf = (element) => element.getAttribute('role');

const roles = ALIKE[role] ?? [role];
const selector = [ELEMENTS[role], ...roles.map((one) => `[role="${one}"]`)].filter(Boolean).join(', ');
const dialogs = [...document.querySelectorAll('dialog[open], [role=dialog]')].filter(isVisible);
const within = dialogs.at(-1) ?? document;
const found = [...within.querySelectorAll(selector)]
  .filter((element) => !roleOf(element) || roles.includes(roleOf(element)))
  .filter((element) => isVisible(element) && !element.disabled);
return found.find((element) => nameOf(element) === name) ?? found.find((element) => nameOf(element).includes(name)) ?? null;
