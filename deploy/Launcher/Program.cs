Console.WriteLine("The commands follow.");
return 1;
