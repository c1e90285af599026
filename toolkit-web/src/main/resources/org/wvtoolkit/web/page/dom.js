/**
 * DOM construction. Words, file names and every other value from outside enter the document only as text nodes or
 * attribute values, never as markup.
 */

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/**
 * Applies attributes: `on…` functions become listeners, `dataset` and `style` objects are merged, `false` and `null`
 * are skipped.
 */
function applyAttributes(element, attributes) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else if (name === 'style') {
            for (const [property, setting] of Object.entries(value)) {
                element.style.setProperty(property, setting);
            }
        } else if (name === 'dataset') {
            Object.assign(element.dataset, value);
        } else if (name === 'value' || name === 'checked' || name === 'selected' || name === 'indeterminate') {
            element[name] = value;
        } else {
            element.setAttribute(name, value === true ? '' : String(value));
        }
    }
    return element;
}

function appendChildren(element, children) {
    for (const child of children.flat(Infinity)) {
        if (child === null || child === undefined || child === false) {
            continue;
        }
        element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
    return element;
}

/** Creates an HTML element. */
function el(tag, attributes, ...children) {
    return appendChildren(applyAttributes(document.createElement(tag), attributes), children);
}

/** Creates an SVG element. */
function svg(tag, attributes, ...children) {
    return appendChildren(applyAttributes(document.createElementNS(SVG_NAMESPACE, tag), attributes), children);
}

/** Replaces all children of an element. */
function fill(element, ...children) {
    element.replaceChildren();
    return appendChildren(element, children);
}

/**
 * Delays calls: only the last of a series runs, `delay` milliseconds after it. The method `cancel` of the returned
 * function discards a delayed call.
 */
function debounce(call, delay) {
    let timer = 0;
    const delayed = (...values) => {
        clearTimeout(timer);
        timer = setTimeout(() => call(...values), delay);
    };
    delayed.cancel = () => clearTimeout(timer);
    return delayed;
}

/** Offers text as a download. The byte order mark lets spreadsheet programs recognize UTF-8; TSV and SVG need none. */
function download(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = el('a', { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** One TSV line: tabs and line breaks inside a value would shift columns and are replaced by spaces. */
function tsvLine(values) {
    return values.map((value) => String(value ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t') + '\n';
}

export { el, svg, fill, debounce, download, tsvLine };
