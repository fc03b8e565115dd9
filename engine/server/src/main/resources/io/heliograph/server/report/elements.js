// Making elements. Text goes in as text alone, so that nothing of a strategy or a file can become markup.

const byId = id => document.getElementById(id);

/** An element with properties and children; strings become text. */
function make(tag, properties = {}, ...children) {
    return fill(document.createElement(tag), properties, children);
}

/** The same for pictures; their namespace is that of the one in the title, so that no address stands in this file. */
function svg(tag, properties = {}, ...children) {
    return fill(document.createElementNS(document.querySelector('h1 svg').namespaceURI, tag), properties, children);
}

function fill(element, properties, children) {
    for (const [name, value] of Object.entries(properties)) {
        if (value === undefined || value === null || value === false) {
            continue;
        }
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else if (name === 'colour') {
            element.style.background = value;
        } else {
            element.setAttribute(name, value === true ? '' : value);
        }
    }
    element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== ''));
    return element;
}

/** A table of head and rows; a cell is text, an element, or {text, title, kind}. Becomes cards on a small screen. */
function table(caption, head, rows, kind = 'cards') {
    const cell = (content, i) => {
        const {text, title, kind: style} = content?.text !== undefined ? content : {text: content};
        const classes = [head[i].kind, style].filter(Boolean).join(' ') || null;
        const inner = text === '' || text === null || text === undefined ? [] : [make('span', {title}, text)];
        return i === 0
            ? make('th', {scope: 'row', class: classes}, inner)
            : make('td', {class: classes, 'data-label': head[i].name}, inner);
    };
    return make('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption},
        make('table', {class: kind},
            make('caption', {}, caption),
            make('thead', {}, make('tr', {}, head.map(column =>
                make('th', {scope: 'col', class: column.kind, title: column.title}, column.name)))),
            make('tbody', {}, rows.map(row => make('tr', row.properties ?? {}, (row.cells ?? row).map(cell))))));
}

/** Calls at most once a frame, however often it is asked. */
function oncePerFrame(action) {
    let isWaiting = false;
    return () => {
        if (!isWaiting) {
            isWaiting = true;
            requestAnimationFrame(() => {
                isWaiting = false;
                action();
            });
        }
    };
}

/** Calls once it has not been asked for a while. */
function whenQuiet(action, ms) {
    let timer = 0;
    return () => {
        clearTimeout(timer);
        timer = setTimeout(action, ms);
    };
}
