/** Texts of the page in English and Chinese. A bar separates the singular, for `{n}` = 1, from the plural. */

const TEXTS = {
    // Frame
    'view.map': ['Map', '地图'],
    'view.analogy': ['Analogy', '类比'],
    'view.axes': ['Axes', '坐标轴'],
    'view.matrix': ['Similarity', '相似度'],
    'view.clusters': ['Clusters', '聚类'],
    'view.compare': ['Compare', '对比'],
    'view.why': ['Why', '原因'],
    'view.wordnet': ['WordNet', 'WordNet'],
    views: ['Views', '视图'],
    skip: ['Skip to the content', '跳到主要内容'],
    home: ['wv explorer: start', 'wv 浏览器：首页'],
    searchLabel: ['Search for a word', '搜索词语'],
    searchPlaceholder: ['Search for a word', '搜索词语'],
    model: ['Model', '模型'],
    models: ['Models', '模型'],
    copyLink: ['Copy the link to this view', '复制此视图的链接'],
    linkCopied: ['Link copied', '链接已复制'],
    linkNotCopied: ['The browser does not allow copying: use the address bar', '浏览器不允许复制，请使用地址栏'],
    darkTheme: ['Dark theme', '深色主题'],
    lightTheme: ['Light theme', '浅色主题'],
    loading: ['Loading …', '加载中……'],
    retry: ['Try again', '重试'],
    reload: ['Reload', '重新加载'],
    modelReplaced: ['The model file has been replaced.', '模型文件已被替换。'],
    completions: ['{n} completion|{n} completions', '{n} 个补全'],
    resultShown: ['Result shown', '结果已显示'],
    optional: ['optional', '可选'],
    examples: ['For example:', '例如：'],
    word: ['Word', '词语'],
    all: ['all', '全部'],

    // Word card
    cardLabel: ['Word details', '词语详情'],
    closeCard: ['Close the word', '关闭词语'],
    trail: ['Words visited', '访问过的词语'],
    rank: ['Rank', '排名'],
    composed: ['from subwords', '由子词组成'],
    count: ['Count', '词频'],
    perMillion: ['Per million', '每百万词'],
    norm: ['Norm', '范数'],
    neighbours: ['Nearest words', '最近的词'],
    neighbourCount: ['Number of nearest words', '最近词的数量'],
    neighboursOf: ['Nearest words of “{word}”', '“{word}”的最近词'],
    noNeighbours: ['No other word has a direction.', '没有其他可比较的词。'],
    senses: ['WordNet senses', 'WordNet 词义'],
    wordShown: ['{word}: nearest word {neighbour}', '{word}：最近的词为{neighbour}'],
    occurrences: ['{n} occurrence|{n} occurrences', '出现 {n} 次'],
    rankOf: ['rank {n}', '排名 {n}'],
    sharedMark: [' (shared)', '（共有）'],
    'pos.noun': ['noun', '名词'],
    'pos.verb': ['verb', '动词'],
    'pos.adjective': ['adjective', '形容词'],
    'pos.adverb': ['adverb', '副词'],

    // Model card
    noModel: ['No model', '没有模型'],
    words: ['Words', '词数'],
    exported: ['In this file', '本文件中'],
    dimension: ['Dimension', '维数'],
    method: ['Method', '方法'],
    kind: ['Vectors', '向量'],
    'kind.dense': ['dense', '稠密'],
    'kind.sparse': ['sparse', '稀疏'],
    'kind.compressed': ['compressed', '压缩'],
    tokens: ['Tokens', '语料词数'],
    analyzer: ['Analyzer', '分词器'],
    metadata: ['Training metadata', '训练元数据'],
    tryTitle: ['Start here', '从这里开始'],
    tryText: [
        'Search for a word, click a point on the map, or try one of these:',
        '搜索一个词，点击地图上的点，或试试这些：',
    ],
    keysTitle: ['Keys', '快捷键'],
    'keys.search': ['search', '搜索'],
    'keys.pan': ['move the map (Shift: faster)', '移动地图（Shift：更快）'],
    'keys.zoom': ['zoom', '缩放'],
    'keys.fit': ['show everything', '显示全部'],
    'keys.step': ['next, previous labelled word', '下一个、上一个标注词'],
    'keys.pick': ['open the word', '打开词语'],
    'keys.lasso': ['lasso on or off', '开启或关闭套索'],

    // Map
    mapLabel: [
        'Map of words. Arrow keys move, plus and minus zoom, n and p step through the labelled words, Enter opens one.',
        '词语地图。方向键移动，加减号缩放，n 和 p 逐个浏览标注词，回车打开。',
    ],
    mapOf: ['Map of {model}', '{model} 的地图'],
    mapTools: ['Map tools', '地图工具'],
    zoomIn: ['Zoom in', '放大'],
    zoomOut: ['Zoom out', '缩小'],
    fit: ['Show everything', '显示全部'],
    lasso: ['Lasso: draw around words to select them', '套索：圈选词语'],
    lassoOn: ['Lasso on: draw around words', '套索已开启：圈选词语'],
    lassoOff: ['Lasso off', '套索已关闭'],
    listVisible: ['List the words in view', '列出视野中的词语'],
    wordsInView: ['Words in view', '视野中的词语'],
    selection: ['Selection', '选区'],
    clearSelection: ['Clear the selection', '清除选区'],
    emptySelection: ['No word is inside.', '其中没有词语。'],
    nWords: ['{n} word|{n} words', '{n} 个词'],
    nWordsSelected: ['{n} word selected|{n} words selected', '已选择 {n} 个词'],
    moreInExport: ['{n} more are in the TSV export.', '其余 {n} 个见 TSV 导出。'],
    exportTsv: ['Export TSV', '导出 TSV'],
    colorBy: ['Colour', '颜色'],
    'color.cluster': ['Clusters', '聚类'],
    'color.frequency': ['Frequency', '词频'],
    'color.lexical': ['WordNet category', 'WordNet 类别'],
    projection: ['Projection', '投影'],
    rare: ['rare', '罕见'],
    frequent: ['frequent', '常见'],
    mapComputing: ['Computing the map', '正在计算地图'],
    mapComputingText: [
        'This is done once for each model. Search and the other views work meanwhile.',
        '每个模型只需计算一次。在此期间可使用搜索和其他视图。',
    ],
    'stage.neighbours': ['Finding nearest words', '查找最近的词'],
    'stage.layout': ['Arranging words', '排列词语'],
    notOnMap: ['“{word}” is not among the {n} words of the map.', '“{word}”不在地图的 {n} 个词中。'],
    fewWords: ['A map needs at least three words to show a structure.', '至少需要三个词才能显示结构。'],

    // Analogy
    analogyText: [
        'Adds and subtracts word vectors: king − man + woman is near queen.',
        '词向量的加减：king − man + woman 接近 queen。',
    ],
    analogyA: ['minus', '减'],
    analogyB: ['Word', '词语'],
    analogyC: ['plus', '加'],
    answer: ['Answer', '求解'],
    answers: ['Answers', '答案'],
    noAnswer: ['No answer.', '没有答案。'],
    scoring: ['Scoring', '评分'],
    fillAll: ['Enter three words.', '请输入三个词。'],
    analogySentence: ['{a} is to {b} as {c} is to', '{a} 之于 {b}，如同 {c} 之于'],
    target: ['target', '目标'],
    planeCaption: [
        'The plane through the three given vectors. The cross is the computed target; ' +
            'answers are projected onto the plane.',
        '三个给定向量所在的平面。十字为计算目标，答案投影到该平面。',
    ],
    planeLabel: ['Parallelogram of {a}, {b}, {c} and {d}', '{a}、{b}、{c}、{d} 的平行四边形'],
    planeDistance: ['distance from the plane {d}', '到平面的距离 {d}'],

    // Axes
    axesText: [
        'Places words between two poles: the cosine with the direction from one pole to the other.',
        '将词语置于两极之间：与两极方向的余弦。',
    ],
    axesLabel: [
        'Words between the poles. The table below has the same values.',
        '两极之间的词语。下方表格含相同数值。',
    ],
    firstAxis: ['First axis', '第一轴'],
    secondAxis: ['Second axis (optional)', '第二轴（可选）'],
    left: ['Left pole', '左极'],
    right: ['Right pole', '右极'],
    bottom: ['Lower pole', '下极'],
    top: ['Upper pole', '上极'],
    axesWords: ['Words to place', '要放置的词语'],
    axesWordsHint: [
        'Separated by commas or spaces. Empty: the most frequent words.',
        '以逗号或空格分隔。留空则使用最常见的词。',
    ],
    place: ['Place', '放置'],
    howMany: ['Most frequent words', '最常见的词数'],
    fillPoles: ['Enter a word for each pole.', '请为每一极输入词语。'],
    asTable: ['Values as a table', '数值表'],

    // Matrix
    matrixText: ['The cosine similarity of every pair of words.', '每对词语的余弦相似度。'],
    matrixWords: ['Words', '词语'],
    matrixWordsHint: ['Separated by commas or spaces, 2 to {n} words.', '以逗号或空格分隔，2 至 {n} 个词。'],
    matrixLabel: ['Similarity matrix', '相似度矩阵'],
    compute: ['Compute', '计算'],
    sortSimilar: ['Similar words next to each other', '相似的词相邻排列'],
    atLeastTwo: ['Enter at least two words.', '请至少输入两个词。'],

    // Clusters
    clustersText: [
        'Groups of similar words, each named by the words nearest to its centre.',
        '相似词语的分组，以最接近中心的词命名。',
    ],
    clusterCount: ['Number of clusters', '聚类数量'],
    showOnMap: ['Show on the map', '在地图上显示'],

    // Compare
    compareText: [
        'The same words in different models: methods, periods or corpora.',
        '同一词语在不同模型中：方法、时期或语料。',
    ],
    oneModel: [
        'Only one model is open. Name two or more to compare them:',
        '只打开了一个模型。指定两个或更多模型以便对比：',
    ],
    chooseWord: ['Search for a word or click a point on a map.', '搜索一个词或点击地图上的点。'],
    overlap: [
        '{n} nearest word is shared by all (marked). Mean overlap: {percent} %.|' +
            '{n} nearest words are shared by all (marked). Mean overlap: {percent} %.',
        '所有模型共有 {n} 个最近词（已标记）。平均重叠率：{percent} %。',
    ],
    overlapShort: ['Overlap', '重叠'],
    differences: ['Words that differ most', '差异最大的词'],
    differencesText: [
        'Of the {n} most frequent common words. Mean overlap of nearest words: {percent} %.',
        '在 {n} 个最常见的共有词中。最近词平均重叠率：{percent} %。',
    ],

    // Why
    whyText: [
        'Why two words are similar: the contexts they share, and where they occur.',
        '两个词为何相似：共同的上下文及其出处。',
    ],
    wordOne: ['Word', '词语'],
    wordOther: ['Other word', '另一个词'],
    explain: ['Explain', '解释'],
    whySecond: ['Add a second word to compare the two.', '再输入一个词以便比较。'],
    cosineOf: ['Cosine similarity of {one} and {other}:', '{one} 与 {other} 的余弦相似度：'],
    denseWhy: [
        'Dense vectors do not store contexts. Words near both show what they have in common. ' +
            'A model of wv train --method ppmi shows the contexts themselves.',
        '稠密向量不保存上下文。与两者都接近的词显示其共同点；用 wv train --method ppmi 训练的模型可显示上下文本身。',
    ],
    commonNeighbours: ['Words near both', '与两者都接近的词'],
    noCommon: ['No word is among the 100 nearest of both.', '没有词同时属于两者最近的 100 个词。'],
    sharedContexts: [
        '{n} shared context, with its share of the similarity|' +
            '{n} shared contexts; those with the largest share of the similarity',
        '{n} 个共同上下文；列出对相似度贡献最大者',
    ],
    context: ['Context', '上下文'],
    share: ['Share', '份额'],
    concordance: ['Concordance', '语境共现'],
    concordanceCount: ['{n} occurrence in the corpus.|{n} occurrences in the corpus.', '语料中出现 {n} 次。'],
    corpusReading: ['The corpus is still being read.', '仍在读取语料。'],
    noOccurrence: ['No occurrence.', '没有出现。'],
    noCorpusHint: ['Concordance lines need the corpus:', '显示语境共现需要语料：'],

    // WordNet
    wordnetText: ['What a word is a kind of (left), and its kinds (right).', '词语的上位词（左）与下位词（右）。'],
    draw: ['Draw', '绘制'],
    levelsUp: ['Levels up', '上位层数'],
    levelsDown: ['Levels down', '下位层数'],
    chooseSense: ['{n} senses: choose one', '{n} 个词义：请选择'],
    graphLabel: ['WordNet graph of “{word}”', '“{word}”的 WordNet 图'],
    notInWordnet: ['WordNet does not list “{word}”.', 'WordNet 未收录“{word}”。'],
    neighbourMark: ['contains a nearest word of the model', '含模型的最近词'],
    neighbourScore: ['nearest word {word}, {score}', '最近词 {word}，{score}'],
    truncated: ['Not all hyponyms are drawn.', '未绘制全部下位词。'],
    neighboursByRelation: ['The model’s nearest words by relation', '模型最近词按关系分类'],
    'role.focus': ['sense', '词义'],
    'role.hypernym': ['hypernym', '上位词'],
    'role.hyponym': ['hyponym', '下位词'],
    'relation.form': ['Forms of the word', '词形变化'],
    'relation.synonym': ['Synonyms', '同义词'],
    'relation.antonym': ['Antonyms', '反义词'],
    'relation.kind of': ['Hypernyms', '上位词'],
    'relation.kind': ['Hyponyms', '下位词'],
    'relation.co-hyponym': ['Co-hyponyms', '同级词'],
    'relation.part of': ['Wholes', '整体词'],
    'relation.part': ['Parts', '部分词'],
    'relation.derived': ['Derived words', '派生词'],
    'relation.related': ['Other relations', '其他关系'],
    'relation.none': ['No relation recorded', '无记录关系'],

    // Problems
    unknownWord: ['The model does not contain “{word}”.', '模型中没有“{word}”。'],
    nearestSpellings: ['Similar spellings:', '拼写相近：'],
    'problem.unknown-word': ['The model does not contain the word.', '模型中没有该词。'],
    'problem.empty-query': ['Enter a word.', '请输入词语。'],
    'problem.bad-parameter': ['The address contains a value that is not valid.', '地址中含有无效的值。'],
    'problem.no-direction': [
        'The vectors cancel out: there is no direction to search in.',
        '向量相互抵消，没有可搜索的方向。',
    ],
    'problem.unknown-model': ['No model of this name is open.', '没有打开此名称的模型。'],
    'problem.model-unavailable': ['The model cannot be read.', '无法读取模型。'],
    'problem.not-sparse': ['Only sparse models store contexts.', '只有稀疏模型保存上下文。'],
    'problem.sparse': ['Sparse models do not support this.', '稀疏模型不支持此功能。'],
    'problem.no-corpus': ['The explorer was started without a corpus.', '浏览器启动时未指定语料。'],
    'problem.map-not-ready': ['The map is being computed.', '正在计算地图。'],
    'problem.map-failed': ['The map could not be computed.', '无法计算地图。'],
    'problem.not-found': ['The server does not offer this.', '服务器不提供此功能。'],
    'problem.unauthorized': ['The server requires a token.', '服务器需要令牌。'],
    'problem.too-large': ['The query is too long.', '查询过长。'],
    'problem.busy': ['The server is busy. Try again.', '服务器繁忙，请重试。'],
    'problem.timeout': ['The server is still computing the result. Try again.', '服务器仍在计算，请重试。'],
    'problem.unreachable': [
        'The explorer does not answer. Is wv explore still running?',
        '浏览器服务没有响应。wv explore 是否仍在运行？',
    ],
    'problem.offline': [
        'This file contains no data for this view. Use wv explore.',
        '此文件不含该视图所需的数据，请使用 wv explore。',
    ],
    'problem.internal': ['The query failed.', '查询失败。'],
};

const LANGUAGES = ['en', 'zh'];
let current = 'en';

function language() {
    return current;
}

function setLanguage(code) {
    current = LANGUAGES.includes(code) ? code : 'en';
}

/** The language chosen before, else the first one that the browser prefers and the page has. */
function initialLanguage() {
    let chosen = null;
    try {
        chosen = localStorage.getItem('wv-language');
    } catch {
        // Storage may be forbidden, for example in a file.
    }
    return (
        chosen ??
        (navigator.languages ?? []).map((tag) => tag.slice(0, 2)).find((code) => LANGUAGES.includes(code)) ??
        'en'
    );
}

function hasText(key) {
    return key in TEXTS;
}

/**
 * Text of a key with `{name}` replaced by values. Values are data: the result is for text nodes and attributes only.
 */
function t(key, values = {}) {
    const texts = TEXTS[key];
    if (!texts) {
        return key;
    }
    const [one, many = one] = texts[LANGUAGES.indexOf(current)].split('|');
    return (String(values.n) === '1' ? one : many).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

function formatNumber(value, digits = 0) {
    return Number(value).toLocaleString(current === 'zh' ? 'zh-CN' : 'en', {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
    });
}

/** A cosine or another score with a true minus sign. */
function formatScore(value, digits = 3) {
    const text = Number(value).toFixed(digits);
    return Number(text) < 0 ? `−${text.slice(1)}` : text.replace('-', '');
}

export { t, hasText, language, setLanguage, initialLanguage, formatNumber, formatScore };
