// What both networks say of a digit, as elements: the digit's picture and a table of ten bars for
// each network. They are filled anew as often as there are news.

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function withAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// show(pixels): 784 numbers, 0..255.
export function createPicture(label) {
  const element = withAttributes(make('canvas', { width: 28, height: 28, className: 'digit' }), {
    role: 'img',
    'aria-label': label,
  });
  const context = element.getContext('2d');
  const image = context.createImageData(28, 28);
  function show(pixels) {
    pixels.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
    context.putImageData(image, 0, 0);
  }
  return { element, show };
}

function percentage(p) {
  if (p > 0.9999 && p < 1) return '> 99.99 %';
  return p > 0 && p < 0.0001 ? '< 0.01 %' : `${(100 * p).toFixed(2)} %`;
}

// show(opinion): {digit, probabilities}, or nothing where there is none yet.
export function createOpinion(title, className) {
  const caption = make('caption', { textContent: title });
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const bar = make('span', { className: 'bar' });
    const share = make('td');
    const row = make(
      'tr',
      {},
      make('th', { scope: 'row', textContent: digit }),
      make('td', { className: 'track' }, bar),
      share,
    );
    return { row, bar, share };
  });
  const element = make(
    'table',
    { className: `opinion ${className}` },
    caption,
    make('tbody', {}, ...rows.map(({ row }) => row)),
  );
  function show(opinion) {
    caption.textContent = opinion ? `${title}: ${opinion.digit}` : title;
    rows.forEach(({ row, bar, share }, digit) => {
      const p = opinion?.probabilities[digit];
      row.className = digit === opinion?.digit ? 'winner' : '';
      bar.style.width = `${100 * (p ?? 0)}%`;
      bar.hidden = !opinion;
      share.textContent = opinion ? percentage(p) : '';
    });
  }
  return { element, show };
}

// Both opinions beside each other. cnnName: a shorter one for narrow columns.
// show(cnn, transformer)
export function createOpinions(cnnName = 'Convolutional network') {
  const [cnn, transformer] = [
    createOpinion(cnnName, 'cnn'),
    createOpinion('Transformer', 'transformer'),
  ];
  const element = make('div', { className: 'opinions' }, cnn.element, transformer.element);
  function show(cnnOpinion, transformerOpinion) {
    cnn.show(cnnOpinion);
    transformer.show(transformerOpinion);
  }
  return { element, show };
}
