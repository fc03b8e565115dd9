// Claimed against won, in ten bins of confidence.

const SIZE = 220;
const EDGE = 26;

function drawReliability(data) {
    byId('reliability').replaceChildren(...data.statistics.map(figureOf));
}

function figureOf(statistics, i) {
    const bins = statistics.reliability;
    const most = Math.max(1, ...bins.map(bin => bin.count));
    const x = share => EDGE + share * SIZE;
    const y = share => 8 + (1 - share) * SIZE;
    const picture = svg('svg', {viewBox: `0 0 ${SIZE + EDGE + 12} ${SIZE + 62}`, role: 'img', 'aria-label': `Reliability of ${statistics.strategy}: the table below has the numbers`});
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
        picture.append(
            svg('line', {x1: x(0), x2: x(1), y1: y(share), y2: y(share), stroke: 'var(--grid)'}),
            svg('line', {x1: x(share), x2: x(share), y1: y(0), y2: y(1), stroke: 'var(--grid)'}),
            svg('text', {x: EDGE - 5, y: y(share) + 3, 'text-anchor': 'end'}, numberText(share)));
    }
    picture.append(svg('line', {x1: x(0), y1: y(0), x2: x(1), y2: y(1), stroke: 'var(--soft)', 'stroke-dasharray': '4 3'}));
    bins.forEach((bin, k) => {
        const height = 30 * bin.count / most;
        picture.append(
            svg('rect', {x: x(k / 10) + 1.5, y: SIZE + 46 - height, width: SIZE / 10 - 3, height, fill: strategyColour(i), opacity: 0.35}),
            svg('text', {x: x(k / 10) + SIZE / 20, y: SIZE + 58, 'text-anchor': 'middle'}, numberText(bin.lower)));
        if (bin.count > 0) {
            const [low, high] = wilson(bin.hitRate, bin.count);
            picture.append(
                svg('line', {x1: x(bin.meanConfidence), x2: x(bin.meanConfidence), y1: y(low), y2: y(high), stroke: strategyColour(i), 'stroke-width': 1.5, opacity: 0.6}),
                svg('circle', {cx: x(bin.meanConfidence), cy: y(bin.hitRate), r: 3 + 4 * Math.sqrt(bin.count / most), fill: strategyColour(i)},
                    svg('title', {}, `claimed ${fixed(bin.meanConfidence, 3)}, won ${fixed(bin.hitRate, 3)} of ${grouped(bin.count)}`)));
        }
    });
    const rows = bins.filter(bin => bin.count > 0).map(bin => [
        `from ${numberText(bin.lower)}`, grouped(bin.count),
        {text: fixed(bin.meanConfidence, 3), title: numberText(bin.meanConfidence)},
        {text: fixed(bin.hitRate, 3), title: numberText(bin.hitRate)}]);
    return make('figure', {},
        make('figcaption', {}, make('b', {}, make('i', {class: 'swatch', colour: strategyColour(i)}), statistics.strategy), verdict(statistics)),
        statistics.scored > 0 ? picture : '',
        rows.length === 0 ? '' : make('details', {}, make('summary', {}, 'numbers'), table('bins that hold signals',
            [{name: 'confidence'}, {name: 'signals'}, {name: 'mean claimed'}, {name: 'won'}], rows, 'plain')));
}

function verdict({brier, constantBrier, scored}) {
    if (!isNumber(brier) || !isNumber(constantBrier)) {
        return 'Nothing is scored yet, so there is nothing to say.';
    }
    const better = constantBrier - brier;
    const text = `Brier ${fixed(brier, 3)}, a constant ${fixed(constantBrier, 3)}: `;
    if (better <= 0) {
        return text + 'the confidence says no more than the hit rate alone.';
    }
    return text + `the confidence is better by ${fixed(better, 4)} over ${plural(scored, 'signal')}.`;
}

/** Wilson's interval of 95 % for a share of so many (E. B. Wilson, 1927). */
function wilson(share, count) {
    const z = 1.959964;
    const middle = (share + z * z / (2 * count)) / (1 + z * z / count);
    const half = z / (1 + z * z / count) * Math.sqrt(share * (1 - share) / count + z * z / (4 * count * count));
    return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
