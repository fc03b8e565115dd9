package io.heliograph.journal.faults;

import io.heliograph.journal.faults.JournalImage.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * One damage done to a copy of a journal, made from a seed.
 *
 * @param what names it, for who reads a failure
 * @param image the damaged copy
 */
record Mutation(String what, JournalImage image) {
    private static final int PAGE = 4096;

    /** Sorts of damage; those that hit frames come more often. */
    private enum Sort {
        FLIP_BIT,
        FLIP_BIT_OF_FRAMES,
        SET_BYTE,
        SET_BYTE_OF_FRAMES,
        FLIP_BIT_OF_SMALL_FILE,
        ZERO_PAGE,
        TRUNCATE,
        TRUNCATE_FRAMES,
        SWAP_FRAMES,
        DUPLICATE_FRAME,
        SWAP_PAGES,
        DUPLICATE_PAGE,
        SWAP_FILES,
        DELETE_FILE,
        DELETE_SEGMENT,
        SWAP_SEGMENTS,
        DUPLICATE_SEGMENT,
        HEADER_INCOMPLETE,
        HEADER_TOO_LONG,
        HEADER_TOO_SHORT,
        HEADER_ZERO,
        HEADER_META
    }

    /** The damage of a seed; the same image and seed give the same. */
    static Mutation of(JournalImage journal, long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        Sort sort = Sort.values()[random.nextInt(Sort.values().length)];
        Draft draft = new Draft(new TreeMap<>(journal.files()), random);
        return new Mutation("seed=" + seed + " " + sort + " " + draft.apply(sort), new JournalImage(draft.files));
    }

    /** A copy under way. */
    private record Draft(Map<String, Content> files, Random random) {
        String apply(Sort sort) {
            return switch (sort) {
                case FLIP_BIT -> flip(any(files.keySet()));
                case FLIP_BIT_OF_FRAMES -> inFrames(true);
                case SET_BYTE -> set(any(files.keySet()), random.nextInt(1 << 20));
                case SET_BYTE_OF_FRAMES -> inFrames(false);
                case FLIP_BIT_OF_SMALL_FILE -> flip(any(small()));
                case ZERO_PAGE -> zeroPage(any(files.keySet()));
                case TRUNCATE -> truncate(any(files.keySet()));
                case TRUNCATE_FRAMES -> truncateFrames();
                case SWAP_FRAMES -> swapFrames();
                case DUPLICATE_FRAME -> duplicateFrame();
                case SWAP_PAGES -> pages(true);
                case DUPLICATE_PAGE -> pages(false);
                case SWAP_FILES -> swapFiles();
                case DELETE_FILE -> deleteFile(any(files.keySet()));
                case DELETE_SEGMENT -> deleteSegment();
                case SWAP_SEGMENTS -> swapSegments();
                case DUPLICATE_SEGMENT -> duplicateSegment();
                case HEADER_INCOMPLETE -> header(header -> header | 0x8000_0000);
                case HEADER_TOO_LONG -> header(header -> header + 1 + random.nextInt(1 << random.nextInt(29)));
                case HEADER_TOO_SHORT -> header(header -> random.nextInt(Math.max(1, header)));
                case HEADER_ZERO -> header(header -> 0);
                case HEADER_META -> header(header -> header | 0x4000_0000);
            };
        }

        private String flip(String file) {
            Content content = files.get(file);
            int offset = random.nextInt(Math.max(1, content.bytes().length));
            int bit = random.nextInt(8);
            return change(file, offset, at(content, offset) ^ 1 << bit);
        }

        private String set(String file, int place) {
            int offset = place % Math.max(1, files.get(file).bytes().length);
            return change(file, offset, random.nextInt(256));
        }

        private String inFrames(boolean isFlip) {
            String file = any(data());
            Content content = files.get(file);
            int from = Math.max(0, frames(content).get(0) - 8);
            int offset = from + random.nextInt(content.bytes().length - from + 8);
            return change(file, offset, isFlip ? at(content, offset) ^ 1 << random.nextInt(8) : random.nextInt(256));
        }

        private String zeroPage(String file) {
            byte[] bytes = files.get(file).copy(0);
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length) / PAGE * PAGE;
            for (int i = from; i < Math.min(from + PAGE, bytes.length); i++) {
                bytes[i] = 0;
            }
            return put(file, bytes) + " page=" + from / PAGE;
        }

        private String truncate(String file) {
            Content content = files.get(file);
            return truncate(file, random.nextInt(content.bytes().length + 1));
        }

        private String truncateFrames() {
            String file = any(data());
            int from = frames(files.get(file)).get(0);
            return truncate(file, from + random.nextInt(files.get(file).bytes().length - from + 1));
        }

        private String truncate(String file, int length) {
            files.put(file, new Content(Arrays.copyOf(files.get(file).bytes(), length), length));
            return file + " length=" + length;
        }

        /** Chronicle's header goes with its frame; one of another length moves what lies between. */
        private String swapFrames() {
            String file = any(data());
            Content content = files.get(file);
            List<Integer> frames = frames(content);
            int i = random.nextInt(frames.size());
            int j = random.nextInt(frames.size());
            int first = Math.min(i, j);
            int second = Math.max(i, j);
            byte[] from = content.bytes();
            ByteBuffer to = ByteBuffer.wrap(content.copy(0));
            if (first != second) {
                int a = frames.get(first) - 4;
                int aEnd = end(content, frames, first);
                int b = frames.get(second) - 4;
                int bEnd = end(content, frames, second);
                to.position(a);
                to.put(from, b, bEnd - b).put(from, aEnd, b - aEnd).put(from, a, aEnd - a);
            }
            return put(file, to.array()) + " frames=" + first + "," + second;
        }

        private String duplicateFrame() {
            String file = any(data());
            Content content = files.get(file);
            List<Integer> frames = frames(content);
            int from = random.nextInt(frames.size());
            int to = random.nextInt(frames.size());
            int start = frames.get(from) - 4;
            int length = end(content, frames, from) - start;
            byte[] bytes = content.copy(frames.get(to) - 4 + length);
            System.arraycopy(content.bytes(), start, bytes, frames.get(to) - 4, length);
            return put(file, bytes) + " frame=" + from + " over=" + to;
        }

        private String pages(boolean isSwap) {
            String file = any(data());
            Content content = files.get(file);
            int count = (content.bytes().length + PAGE - 1) / PAGE;
            int i = random.nextInt(count) * PAGE;
            int j = random.nextInt(count) * PAGE;
            byte[] whole = Arrays.copyOf(content.bytes(), count * PAGE);
            byte[] bytes = whole.clone();
            System.arraycopy(whole, i, bytes, j, PAGE);
            if (isSwap) {
                System.arraycopy(whole, j, bytes, i, PAGE);
            }
            return put(file, bytes) + " pages=" + i / PAGE + "," + j / PAGE;
        }

        private String swapFiles() {
            String one = any(files.keySet());
            String name = one.substring(one.lastIndexOf('/') + 1);
            String other = any(files.keySet().stream()
                    .filter(file -> file.substring(file.lastIndexOf('/') + 1).equals(name)
                            || file.startsWith("snapshots") && one.startsWith("snapshots"))
                    .toList());
            Content content = files.get(one);
            files.put(one, files.get(other));
            files.put(other, content);
            return one + " with=" + other;
        }

        private String deleteFile(String file) {
            files.remove(file);
            return file;
        }

        private String deleteSegment() {
            String segment = any(segments());
            files.keySet().removeIf(file -> file.startsWith(segment));
            return segment;
        }

        private String swapSegments() {
            String one = any(segments());
            String other = any(segments());
            Map<String, Content> swapped = new TreeMap<>();
            for (Map.Entry<String, Content> each : files.entrySet()) {
                String file = each.getKey();
                String to = file.startsWith(one)
                        ? other + file.substring(one.length())
                        : file.startsWith(other) ? one + file.substring(other.length()) : file;
                swapped.put(to, each.getValue());
            }
            files.clear();
            files.putAll(swapped);
            return one + " with=" + other;
        }

        private String duplicateSegment() {
            String segment = any(segments());
            String copy = segment.substring(0, segment.length() - 1) + "-" + random.nextInt(20) + "/";
            for (String file : List.copyOf(files.keySet())) {
                if (file.startsWith(segment)) {
                    files.put(copy + file.substring(segment.length()), files.get(file));
                }
            }
            return segment + " as=" + copy;
        }

        private String header(IntUnaryOperator change) {
            String file = any(data());
            Content content = files.get(file);
            List<Integer> frames = frames(content);
            int n = random.nextInt(frames.size());
            byte[] bytes = content.copy(0);
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int header = buffer.getInt(frames.get(n) - 4);
            int changed = change.applyAsInt(header);
            buffer.putInt(frames.get(n) - 4, changed);
            return put(file, bytes) + " frame=" + n + " header=" + Integer.toHexString(header) + " to="
                    + Integer.toHexString(changed);
        }

        private String change(String file, int offset, int value) {
            Content content = files.get(file);
            if (content.length() == 0) {
                return file + " is empty";
            }
            byte[] bytes = content.copy(offset + 1);
            bytes[offset] = (byte) value;
            return put(file, bytes) + " offset=" + offset + " value=" + (value & 0xff);
        }

        private String put(String file, byte[] bytes) {
            files.put(
                    file,
                    new Content(bytes, Math.max(bytes.length, files.get(file).length())));
            return file;
        }

        private String any(Collection<String> names) {
            return List.copyOf(names).get(random.nextInt(names.size()));
        }

        private static byte at(Content content, int offset) {
            return offset < content.bytes().length ? content.bytes()[offset] : 0;
        }

        /** Data files that hold a frame. */
        private List<String> data() {
            return files.keySet().stream()
                    .filter(file ->
                            file.endsWith(".cq4") && !frames(files.get(file)).isEmpty())
                    .toList();
        }

        private List<String> small() {
            return files.keySet().stream()
                    .filter(file -> !file.contains(".cq4"))
                    .toList();
        }

        private List<String> segments() {
            return files.keySet().stream()
                    .filter(file -> file.endsWith("/SEGMENT"))
                    .map(file -> file.substring(0, file.length() - "SEGMENT".length()))
                    .toList();
        }

        /** Where frames begin; Chronicle's header is the four bytes before. */
        private static List<Integer> frames(Content content) {
            List<Integer> frames = new ArrayList<>();
            byte[] bytes = content.bytes();
            for (int i = 4; i + 48 <= bytes.length; i++) {
                if (bytes[i] == 'H' && bytes[i + 1] == 'L' && bytes[i + 2] == 'G' && bytes[i + 3] == 'F') {
                    frames.add(i);
                }
            }
            return frames;
        }

        /** Where the header of the next frame begins. */
        private static int end(Content content, List<Integer> frames, int n) {
            return n + 1 < frames.size() ? frames.get(n + 1) - 4 : content.bytes().length;
        }
    }
}
