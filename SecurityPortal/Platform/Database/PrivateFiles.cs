namespace SecurityPortal.Platform.Database;

/// <summary>
/// Makes files and folders that nobody else on the machine may read: the database holds hashes and addresses, the key ring
/// opens the rest. What is there already keeps the rights that its owner gave it.
/// </summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder, and those it is in, where they are missing.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            // .NET gives the rights to the last of several folders alone.
            MakeFolder(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))!);
            Directory.CreateDirectory(folder, OwnersFolder);
        }
    }

    /// <summary>Makes an empty file where it is missing, and where there is nothing in it yet.</summary>
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
