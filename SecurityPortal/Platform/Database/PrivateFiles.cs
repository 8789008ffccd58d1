namespace SecurityPortal.Platform.Database;

/// <summary>
/// Creates files and folders that no other user of the machine can read: the database contains hashes and addresses, and the
/// key ring opens the rest. Existing files and folders keep the permissions that their owner gave them.
/// </summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the folder, and its parents, where they are missing.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            // .NET applies the mode only to the last of several folders.
            MakeFolder(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))!);
            Directory.CreateDirectory(folder, OwnersFolder);
        }
    }

    /// <summary>Creates an empty file where it is missing, and makes one that is still empty private.</summary>
    public static void MakeFile(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (File.Exists(file))
        {
            if (new FileInfo(file).Length == 0)
            {
                File.SetUnixFileMode(file, OwnersFile);
            }

            return;
        }

        try
        {
            new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = OwnersFile,
            }).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was there first.
        }
    }
}
