// Controls of one group are one stop of the Tab key (a roving tabindex): arrow
// keys, Home and End move inside, by place, so that a matrix is walked as it is
// seen. Enter and Space stay what they are on any button.

const centre = ({ x, w }) => x + w / 2;
const middle = ({ y, h }) => y + h / 2;
const sameColumn = (a, b) => Math.abs(centre(a) - centre(b)) < Math.min(a.w, b.w) / 2;
const sameRow = (a, b) => Math.abs(middle(a) - middle(b)) < Math.min(a.h, b.h) / 2;

// The control above (step −1) or below (+1): in the same column if there is any,
// else the nearest one of the nearest row.
function vertical(members, from, step) {
  const rise = (member) => Math.abs(middle(member) - middle(from));
  const shift = (member) => Math.abs(centre(member) - centre(from));
  const beyond = members.filter(
    (member) => !sameRow(member, from) && step * (middle(member) - middle(from)) > 0,
  );
  const column = beyond.filter((member) => sameColumn(member, from));
  if (column.length > 0) return column.sort((a, b) => rise(a) - rise(b))[0];
  const distance = (member) => 1e4 * Math.round(rise(member)) + shift(member);
  return beyond.sort((a, b) => distance(a) - distance(b))[0];
}

// Where a key leads from the member `from`; nothing for keys of no concern here
// and at the ends. members: {id, x, y, w, h} in reading order.
export function moveInGroup(members, from, { key, ctrlKey }) {
  const at = members.indexOf(from);
  const row = members.filter((member) => sameRow(member, from));
  switch (key) {
    case 'ArrowRight':
      return members[at + 1];
    case 'ArrowLeft':
      return members[at - 1];
    case 'ArrowDown':
      return vertical(members, from, 1);
    case 'ArrowUp':
      return vertical(members, from, -1);
    case 'Home':
      return (ctrlKey ? members : row)[0];
    case 'End':
      return (ctrlKey ? members : row).at(-1);
    default:
      return undefined;
  }
}

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const ENDS = ['Home', 'End'];

// Every other combination is the browser's.
function isOurs({ key, altKey, ctrlKey, metaKey, shiftKey }) {
  if (altKey || metaKey || shiftKey) return false;
  return ENDS.includes(key) || (!ctrlKey && ARROWS.includes(key));
}

// layer: holds the elements. helpId: of the sentence that tells of the arrow keys;
// it is read when the group is entered, not at every step inside.
export function createGroups(layer, helpId) {
  const stops = new Map(); // group → id of the member that Tab reaches
  const places = new Map(); // element → its control
  let groups = new Map(); // group → controls
  let elementOf = () => undefined;

  function mark(group) {
    const members = groups.get(group) ?? [];
    if (!members.some(({ id }) => id === stops.get(group))) stops.set(group, members[0]?.id);
    const inside = places.get(document.activeElement)?.group === group;
    for (const { id } of members) {
      const element = elementOf(id);
      const isStop = id === stops.get(group);
      element.tabIndex = isStop ? 0 : -1;
      const explains = isStop && !inside && members.length > 1;
      if (explains) element.setAttribute('aria-describedby', helpId);
      else element.removeAttribute('aria-describedby');
    }
  }

  // controls: all that show now; elements(id): the element of a control.
  function update(controls, elements) {
    elementOf = elements;
    groups = new Map();
    places.clear();
    for (const control of controls) {
      const element = elementOf(control.id);
      places.set(element, control);
      // What the host brings has its own place in the order, and is in no group.
      if (control.kind === 'host') continue;
      if (!control.group) element.removeAttribute('tabindex');
      else if (groups.has(control.group)) groups.get(control.group).push(control);
      else groups.set(control.group, [control]);
    }
    for (const group of groups.keys()) mark(group);
  }

  layer.addEventListener('focusin', ({ target }) => {
    const control = places.get(target);
    if (!control?.group) return;
    stops.set(control.group, control.id);
    mark(control.group);
  });
  layer.addEventListener('focusout', ({ target }) => {
    const group = places.get(target)?.group;
    if (group) setTimeout(() => mark(group));
  });
  layer.addEventListener('keydown', (event) => {
    const control = places.get(event.target);
    if (!control?.group || !isOurs(event)) return;
    const next = moveInGroup(groups.get(control.group), control, event);
    event.preventDefault(); // at an edge too: the page must not scroll away under the focus
    if (next) elementOf(next.id).focus();
  });

  return { update };
}
