// How good the data were, in words: what is wrong stands out, what is right says so.

function drawQuality(data) {
    const {quality} = data;
    const rejected = Object.entries(quality.rejected);
    const refused = rejected.reduce((sum, [, count]) => sum + count, 0);
    const tiles = [
        ['Events', quality.events, 'trades, quotes and bars that could be read'],
        ['Accepted', quality.accepted, quality.events === quality.accepted ? 'every one had an effect' : 'had an effect'],
        ['Late', quality.late, quality.late === 0 ? 'none came after its bar had closed' : 'came after their bar had closed and are in no bar', quality.late > 0],
        ['Gaps', quality.gaps, quality.gaps === 0 ? 'no base bar is missing' : 'times base bars are missing between two others; a dotted line in the chart'],
        ['Rejected', refused, refused === 0 ? 'nothing' : rejected.map(([reason, count]) => `${reason} ${grouped(count)}`).join(', '), refused > 0],
        ['Bad rows', quality.badRows, quality.badRows === 0 ? 'every row could be read' : 'could not be read and were skipped', quality.badRows > 0],
        ['First bars', quality.firstBars, 'start before the first event of their instrument; drawn dashed'],
        ['Filled bars', quality.filledBars, quality.filledBars === 0 ? 'none' : 'nobody traded; the last close stands in, a signal there is only ever an ending'],
    ];
    byId('quality').replaceChildren(make('dl', {class: 'tiles'}, tiles.map(([name, count, words, isAlert]) =>
        make('div', {class: isAlert ? 'alert' : null},
            make('dt', {}, name), make('dd', {}, grouped(count), make('small', {}, words))))));
    const warnings = [
        quality.late > 0 ? plural(quality.late, 'event') + ' came late' : '',
        refused - quality.late > 0 ? plural(refused - quality.late, 'event') + ' rejected' : '',
        quality.badRows > 0 ? plural(quality.badRows, 'row') + ' could not be read' : '',
    ].filter(Boolean);
    if (warnings.length > 0) {
        byId('warnings').textContent = 'Look at the data quality first: ' + warnings.join(', ') + '.';
        byId('warnings').hidden = false;
    }
}
