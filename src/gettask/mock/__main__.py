from gettask.mock.serve import main

if __name__ == "__main__":
    main()
