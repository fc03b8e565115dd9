package io.heliograph.server.releases;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A folder in a zip file, without the zeros at the end of its files.
 *
 * <p>A journal's files are sparse: a hundred mebibytes of which a few kilobytes are written. Each entry's comment says how
 * long the file was, and unpacked it is as long and as sparse again.
 */
public final class SparseArchive {
    private SparseArchive() {}

    public static void pack(Path folder, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> paths = Files.walk(folder)) {
            List<Path> files = paths.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                byte[] content = withoutZeros(file);
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString());
                // The same folder gives the same archive.
                entry.setTime(0);
                entry.setComment(Long.toString(Files.size(file)));
                out.putNextEntry(entry);
                out.write(content);
                out.closeEntry();
            }
        }
    }

    public static void unpack(Path zip, Path folder) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path target = folder.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                try (InputStream content = file.getInputStream(entry);
                        RandomAccessFile written = new RandomAccessFile(target.toFile(), "rw")) {
                    written.write(content.readAllBytes());
                    written.setLength(Long.parseLong(entry.getComment()));
                }
            }
        }
    }

    private static byte[] withoutZeros(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            // What is written of a block lies at its beginning, and the index is behind that; nothing small is ever
            // cut.
            byte[] all = new byte[Math.toIntExact(in.length())];
            in.readFully(all);
            int end = all.length;
            while (end > 0 && all[end - 1] == 0) {
                end--;
            }
            return Arrays.copyOf(all, end);
        }
    }
}
