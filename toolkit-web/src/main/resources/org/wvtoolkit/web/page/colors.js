/** Colours of the page for canvases and charts. CSS custom properties hold the theme; palettes are derived from it. */

const FREQUENCY = {
    light: ['#b9c6d8', '#8aa9cf', '#4f7fc4', '#5a4bb8', '#a2298f'],
    dark: ['#33445f', '#43699f', '#5c97dd', '#ab9cf5', '#ffc4e4'],
};
const CATEGORIES = {
    light: [
        '#3b6fd4',
        '#d9542b',
        '#2a9d6f',
        '#b5379a',
        '#c08a00',
        '#6a54c9',
        '#0e93a6',
        '#c9374d',
        '#6f8f1f',
        '#8a5a3c',
        '#d0679d',
        '#4d7f9e',
    ],
    dark: [
        '#7aa5ff',
        '#ff8f66',
        '#58d3a0',
        '#ee82d3',
        '#f0c04a',
        '#a997ff',
        '#4fd0e2',
        '#ff8093',
        '#b4d45e',
        '#d3a07c',
        '#ffa6cf',
        '#93bfda',
    ],
};

function isDark() {
    return document.documentElement.dataset.theme === 'dark';
}

/** Theme of the canvases, read from the custom properties. */
function canvasTheme() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    return {
        background: read('--canvas'),
        text: read('--text'),
        halo: read('--canvas'),
        accent: read('--accent'),
        muted: read('--muted'),
        line: read('--line'),
    };
}

/**
 * A colour for each of `count` categories. Beyond twelve, hues follow the golden angle, so that neighbours in number
 * differ.
 */
function categoryPalette(count) {
    const named = CATEGORIES[isDark() ? 'dark' : 'light'];
    const lightness = isDark() ? [74, 84, 66] : [52, 42, 60];
    return Array.from({ length: count }, (_, i) =>
        i < named.length ? named[i] : d3.lch(lightness[i % 3], 58, (i * 137.508 + 20) % 360).formatHex(),
    );
}

/** 64 steps from rare to frequent. */
function frequencyPalette() {
    const scale = d3.interpolateRgbBasis(FREQUENCY[isDark() ? 'dark' : 'light']);
    return d3.range(64).map((step) => d3.rgb(scale(step / 63)).formatHex());
}

/**
 * Step of {@link frequencyPalette} of each point: by the logarithm of the count, or of the rank where no counts are
 * stored.
 */
function frequencySteps(counts, length) {
    const steps = new Uint16Array(length);
    const known = counts.length >= length && counts[0] > 0;
    const high = known ? Math.log(counts[0]) : Math.log(length + 1);
    const low = known ? Math.log(Math.max(1, counts[length - 1])) : 0;
    for (let i = 0; i < length; i++) {
        const value = known ? Math.log(Math.max(1, counts[i])) - low : high - Math.log(i + 1);
        // The square root spreads the many rare words over more steps.
        steps[i] = Math.max(0, Math.min(63, Math.round(63 * Math.sqrt(Math.max(0, value) / (high - low || 1)))));
    }
    return steps;
}

/**
 * Background of a cosine: from orange (negative) through the panel colour to blue (positive), with a text colour that
 * is readable on it.
 */
function cosineColor(value) {
    const scale = isDark()
        ? d3.scaleLinear([-0.6, 0, 1], ['#a8502a', '#1b2130', '#6f8dff']).clamp(true)
        : d3.scaleLinear([-0.6, 0, 1], ['#f0a075', '#ffffff', '#2f55cc']).clamp(true);
    const background = d3.rgb(scale.interpolate(d3.interpolateLab)(value));
    return { background: background.formatHex(), text: d3.lab(background).l > 57 ? '#111827' : '#ffffff' };
}

export { canvasTheme, categoryPalette, frequencyPalette, frequencySteps, cosineColor, isDark };
