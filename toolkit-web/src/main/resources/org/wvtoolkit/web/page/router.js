/**
 * Addresses of the page: `#/VIEW?name=value&…`. The fragment works on the server and in a file alike, and the
 * browser's own history gives back and forward.
 */

const MULTIPLE = new Set(['models', 'words', 'xPlus', 'xMinus', 'yPlus', 'yMinus']);

/** Splits a list as a user types it: by commas, spaces or line breaks. */
function splitWords(text) {
    return String(text ?? '')
        .split(/[\s,，、;；]+/u)
        .filter(Boolean);
}

function parseAddress(fragment) {
    const text = fragment.replace(/^#\/?/, '');
    const mark = text.indexOf('?');
    const view = mark < 0 ? text : text.slice(0, mark);
    const parameters = {};
    for (const [name, value] of new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1))) {
        if (MULTIPLE.has(name)) {
            (parameters[name] ??= []).push(value);
        } else {
            parameters[name] = value;
        }
    }
    return { view, parameters };
}

function formatAddress(view, parameters) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        for (const item of Array.isArray(value) ? value : [value]) {
            if (item !== null && item !== undefined && item !== '') {
                query.append(name, item);
            }
        }
    }
    const text = query.toString();
    return text ? `#/${view}?${text}` : `#/${view}`;
}

export { parseAddress, formatAddress, splitWords };
