// Opens the sample reports as a user would, clicks through them and says what did not happen: check.mjs BROWSER FOLDER PICTURES
import assert from 'node:assert/strict';
import {statSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {Browser} from './browser.mjs';

const [program, folder, pictures] = process.argv.slice(2);
const SLOWEST_FIRST_CHART_MS = 6_000;
const SLOWEST_FRAME_MS = 120;
const browser = await Browser.start(program);
const failures = [];

async function report(name, options, steps) {
    const label = name + (options.isPhone ? ' on a phone' : '') + (options.isDark ? ' in the dark' : '');
    const page = await browser.open(pathToFileURL(`${folder}/${name}.html`).href, options);
    try {
        await steps(page, picture => page.screenshot(`${pictures}/${name}-${picture}.png`));
        assert.deepEqual(page.complaints, [], 'the console has complaints');
        assert.deepEqual(page.requests.filter(url => !url.startsWith('file:')), [], 'something was asked of the network');
        assert.equal(page.requests.length, 1, 'only the file itself is read');
        console.log(`ok      ${label}`);
    } catch (failure) {
        failures.push(label);
        console.log(`FAILED  ${label}: ${failure.message}`);
        await page.screenshot(`${pictures}/${name}-failed.png`);
    } finally {
        await page.close();
    }
}

const width = chart => chart.to - chart.from;

await report('usual', {}, async (page, picture) => {
    const opened = await page.chart();
    assert.equal(opened.symbol, 'ALFA');
    assert.equal(await page.evaluate(`document.getElementById('changes-section').hidden`), true, 'a backtest has no changes');
    assert.ok(opened.marks > 20, `marks of five strategies are drawn: marks=${opened.marks}`);
    assert.equal(await page.count('#table tbody tr'), 5);
    assert.equal(await page.count('#reliability figure svg'), 5);
    assert.match(await page.text('#warnings'), /1 event came late, 1 event rejected, 1 row could not be read/);
    await picture('opened');

    await page.wheel('#chart', 0.5, 0.3, -300);
    const wheeled = await page.chart();
    assert.ok(width(wheeled) < width(opened), 'the wheel zooms in');
    await page.click('[data-do=in]');
    const zoomed = await page.chart();
    assert.ok(width(zoomed) < width(wheeled), 'the button zooms in');
    await page.drag('#chart', [0.3, 0.3], [0.6, 0.3]);
    const dragged = await page.chart();
    assert.ok(dragged.from < zoomed.from && Math.abs(width(dragged) - width(zoomed)) <= 1, 'a drag moves and does not zoom');
    await page.press('ArrowLeft');
    assert.ok((await page.chart()).from < dragged.from, 'arrow left goes to earlier bars');
    await picture('zoomed');

    await page.press('0');
    const all = await page.chart();
    assert.deepEqual([all.from, all.to], [0, 1170]);
    assert.ok(all.badges > 20, `dense marks are counted: badges=${all.badges}`);
    const counted = await page.text('#listing-title');
    await picture('everything');
    await page.click('#strategies input[value=stochrsi-dynamic-bands]');
    assert.notEqual(await page.text('#listing-title'), counted, 'a strategy that is switched off leaves the list');
    assert.ok((await page.chart()).badges < all.badges, 'and the chart');
    await page.click('#strategies input[value=stochrsi-dynamic-bands]');
    assert.equal(await page.text('#listing-title'), counted, 'and comes back');

    await page.click('[data-do=next]');
    assert.equal(await page.evaluate(`document.getElementById('tip').hidden`), false);
    assert.match(await page.text('#tip'), /(BUY|SELL|HOLD) · .*reason.*id[a-z2-7]{16}/);
    assert.match(await page.text('#status'), /Chosen: (BUY|SELL|HOLD) of /);
    await picture('signal');
    const before = await page.chart();
    await page.click('#listing-body tbody tr:nth-child(3) button');
    assert.equal(await page.count('#listing-body tr.chosen'), 1);
    assert.notDeepEqual(await page.chart(), before, 'a row of the list is shown in the chart');

    await page.evaluate(`(() => { const s = document.getElementById('symbol'); s.value = 'BETA'; s.dispatchEvent(new Event('change')); })()`);
    await page.settle();
    assert.equal((await page.chart()).symbol, 'BETA');
    await page.click('#timeframes label:nth-of-type(2)');
    assert.equal((await page.chart()).timeframe, '5m');
    assert.match(await page.text('#listing-body'), /No strategy gave a signal/);
    await page.click('#timeframes label:nth-of-type(1)');
    const panes = (await page.chart()).panes;
    await page.click('#hidden-lines button');
    assert.notEqual((await page.chart()).panes, panes, 'a hidden line comes in');
    await page.evaluate(`(() => { const s = document.getElementById('lines-of'); s.value = '-1'; s.dispatchEvent(new Event('change')); })()`);
    await page.settle();
    assert.equal((await page.chart()).panes, 'price');

    assert.equal(await page.evaluate(`document.querySelector('details.document').open`), false);
    await page.click('details.document > summary');
    assert.match(await page.text('details.document[open] pre'), /id\s+= momentum/);
    await picture('document');
    const rounded = await page.text('#table tbody tr td:nth-of-type(8)');
    await page.click('#exact');
    assert.ok((await page.text('#table tbody tr td:nth-of-type(8)')).length > rounded.length, 'every digit is shown when asked for');
});

await report('usual', {isDark: true}, async (page, picture) => {
    assert.notEqual(await page.evaluate(`getComputedStyle(document.body).color`), 'rgb(29, 33, 39)');
    await page.drag('#overview', [0.9, 0.5], [0.4, 0.5]);
    assert.ok((await page.chart()).from < 700, 'the strip below moves the view');
    const {x, y} = await page.place('#chart', 0.5, 0.3);
    await page.mouse('mouseMoved', x, y);
    await page.settle();
    await picture('dark');
});

await report('usual', {isPhone: true, width: 390, height: 844}, async (page, picture) => {
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, 'nothing sticks out to the right');
    await page.evaluate(`document.getElementById('reading').scrollIntoView()`);
    await page.settle();
    await picture('phone');
    await page.evaluate(`document.getElementById('figures').scrollIntoView()`);
    await page.settle();
    await picture('phone-figures');
});

await report('usual', {}, async page => {
    await page.print(`${pictures}/usual.pdf`);
    await page.settle();
    assert.ok((await page.chart()).marks > 20, 'the chart is as before after printing');
});

await report('hostile', {}, async (page, picture) => {
    assert.match(await page.evaluate('document.title'), /^X<Y>: backtest/);
    assert.equal(await page.count('body img, body script'), 2, 'text stays text: the data and the script are all there is');
    assert.match(await page.text('#identity'), /a<b>&'\.csv/);
    assert.match(await page.text('details.document .note'), /^<\/script><script>/);
    await picture('opened');
});

await report('whatif', {}, async (page, picture) => {
    assert.match(await page.evaluate('document.title'), /what if by Heliograph/);
    assert.equal(await page.evaluate(`document.getElementById('changes-section').hidden`), false);
    assert.match(await page.text('#changes-counts'), /stochrsi-dynamic-bands/);
    await picture('opened');
    await page.click('#changes-list tbody tr:nth-child(2) button');
    const shown = await page.chart();
    assert.ok(shown.changes > 0, `changes are marked: changes=${shown.changes}`);
    await picture('change');
    await page.press('0');
    assert.ok((await page.chart()).changes >= shown.changes, 'all of them where everything is in view');
    await picture('everything');
    const first = await page.text('#changes-list .pager');
    await page.click('#changes-list .pager button:nth-of-type(2)');
    assert.notEqual(await page.text('#changes-list .pager'), first, 'the list turns its pages');
    await page.evaluate(`document.getElementById('changes-section').scrollIntoView()`);
    await page.settle();
    await picture('list');
});

await report('silent', {}, async (page, picture) => {
    assert.match(await page.text('#listing-body'), /No strategy gave a signal/);
    assert.match(await page.text('#table'), /No strategy was run/);
    await page.press('n');
    await picture('opened');
});

await report('empty', {}, async (page, picture) => {
    assert.match(await page.text('#reading'), /nothing to draw/);
    assert.equal(await page.count('#table tbody tr'), 5);
    await picture('opened');
});

await report('daily', {}, async (page, picture) => {
    assert.equal((await page.chart()).timeframe, '1d');
    assert.match(await page.text('#reading'), /^\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d /);
    await picture('opened');
    await page.click('#timeframes label:nth-of-type(1)');
    assert.ok(width(await page.chart()) < 400, 'a long series opens on a part of it');
});

await report('ticks', {}, async (page, picture) => {
    assert.equal((await page.chart()).timeframe, '20t');
    assert.match(await page.text('#reading'), /^#\d/);
    await picture('opened');
    await page.press('0');
    await picture('everything');
});

await report('filled', {}, async (page, picture) => {
    await page.click('[data-do=in]');
    await page.click('[data-do=in]');
    await picture('opened');
    for (let i = 0; i < 8 && !/FILLED/.test(await page.text('#reading')); i++) {
        await page.press(',');
    }
    assert.match(await page.text('#reading'), /FILLED: nobody traded/);
});

await report('year', {}, async (page, picture) => {
    const paint = await page.evaluate(`performance.getEntriesByName('chart drawn')[0].startTime`);
    const size = statSync(`${folder}/year.html`).size / 1e6;
    await page.press('0');
    const all = await page.chart();
    await picture('everything');
    const lines = 1 + await page.count('#legends button');
    const pixels = await page.evaluate(`document.getElementById('chart').clientWidth`);
    assert.deepEqual([all.from, all.to], [0, 525_600]);
    const frames = [all.millis];
    for (let i = 0; i < 12; i++) {
        await page.press(i % 2 ? 'ArrowLeft' : '+');
        const seen = await page.chart();
        frames.push(seen.millis);
        assert.ok(seen.points <= (2 * lines + 6) * pixels, `points stay few: points=${seen.points}, lines=${lines}, pixels=${pixels}`);
    }
    await picture('zoomed');
    const slowest = Math.max(...frames.slice(1));
    console.log(`        a year of minutes: ${size.toFixed(1)} MB, first chart after ${paint.toFixed(0)} ms, `
        + `first frame of everything ${all.millis} ms, slowest of 12 more ${slowest} ms, ${all.points} points`);
    assert.ok(size < 60, `a year stays below 60 MB: MB=${size}`);
    assert.ok(paint < SLOWEST_FIRST_CHART_MS, `the first chart comes soon: ms=${paint}`);
    assert.ok(slowest < SLOWEST_FRAME_MS, `frames stay quick: ms=${slowest}`);
});

await browser.stop();
if (failures.length > 0) {
    console.log(`${failures.length} failed; pictures are in ${pictures}`);
    process.exit(1);
}
